CREATE TABLE "log_pruning" (
	"is_only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"pruned_to" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
insert into log_pruning default values;
