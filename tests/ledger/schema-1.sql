BEGIN TRANSACTION;
CREATE TABLE ledger_events (
	number INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	document TEXT NOT NULL, 
	versions TEXT NOT NULL, 
	payload TEXT NOT NULL, 
	previous TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (number)
);
CREATE TABLE ledger_schema (
	version INTEGER NOT NULL
);
INSERT INTO "ledger_schema" VALUES(1);
CREATE INDEX ledger_events_by_subject ON ledger_events (subject, number);
CREATE INDEX ledger_events_by_kind ON ledger_events (kind, number);
CREATE INDEX ledger_events_by_document ON ledger_events (document, kind, number);
CREATE TRIGGER ledger_events_no_update BEFORE UPDATE ON ledger_events  BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_events_no_delete BEFORE DELETE ON ledger_events  BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_events_no_insert_between BEFORE INSERT ON ledger_events WHEN EXISTS (SELECT 1 FROM ledger_events WHERE number >= NEW.number) BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
COMMIT;
