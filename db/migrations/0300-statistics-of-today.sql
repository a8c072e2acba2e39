-- Who is in a house today are a few thousand rows of some million, and none of them was there when the
-- night's statistics were taken: the planner then believes that nobody is here. These tables are looked
-- at anew after so many changes, however large they are (docs/decisions/0086).
alter table visits.visit set (autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 400);
alter table visits.stop set (autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 800);
alter table visits.period set (autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 1600);
