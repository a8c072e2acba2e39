-- Data classes of what the installation keeps about itself, so that every column of every table has
-- one and a test can ask for it.
select meta.classify('meta.setting', 'S0 · about this installation · for ever');
select meta.classify('meta.migration', 'S0 · which migrations were applied · for ever');
select meta.classify('log.reader', 'S0 · how far a reader of the log has come · for ever');
