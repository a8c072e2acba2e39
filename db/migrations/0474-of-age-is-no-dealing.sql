-- A day that lies years ahead is no dealing with her (0471): it would keep a child's whole file until five years after
-- she is of age.
select rights.no_dealing('minors.entry', 'the day on which she is of age lies years ahead', array['adult_on']);
