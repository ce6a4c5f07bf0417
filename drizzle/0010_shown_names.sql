-- The time from which readers see a name. The default keeps every name visible that exists before the upgrade: nothing
-- tells whether an editor made it, or an import of a hidden item.
ALTER TABLE "authors" ADD COLUMN "shown_from" timestamp (3) with time zone DEFAULT 'epoch';--> statement-breakpoint
ALTER TABLE "regions" ADD COLUMN "shown_from" timestamp (3) with time zone DEFAULT 'epoch';--> statement-breakpoint
ALTER TABLE "sections" ADD COLUMN "shown_from" timestamp (3) with time zone DEFAULT 'epoch';--> statement-breakpoint
ALTER TABLE "series" ADD COLUMN "shown_from" timestamp (3) with time zone DEFAULT 'epoch';--> statement-breakpoint
ALTER TABLE "tags" ADD COLUMN "shown_from" timestamp (3) with time zone DEFAULT 'epoch';
