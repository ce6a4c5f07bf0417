import { z } from 'zod';

/** An account, or an e-mail address. */
export const linkAddress = z.string().regex(/^(https?:\/\/|mailto:)\S+$/i, 'must be an http, https or mailto address');

/** Apps have schemes of their own (`whatsapp:`); those that run or hold a document are no way to share. */
export const shareTemplate = z
  .string()
  .regex(/^(?!javascript:|data:|vbscript:|blob:|file:)[a-z][a-z\d+.-]*:\S+$/i, 'must be an address to share to');
