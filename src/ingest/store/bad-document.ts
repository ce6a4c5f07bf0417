/** A document that can't be stored: the message names the field and says why. */
export class BadDocument extends Error {
  override readonly name = 'BadDocument';
}
