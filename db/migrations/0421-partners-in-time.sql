-- What becomes of a partner's packages in time (0390). A session by a link goes when it is old, as others do, and
-- what stands beside it before it.

alter table partners.visit drop constraint visit_session_id_fkey,
  add constraint visit_session_id_fkey foreign key (session_id) references access.session;
select meta.classify('partners.visit', 'S3 · sign-in by a link · 90 days',
  '{"person_id": "S4 · that the person is known · 90 days"}');
select rights.on_retention('directory.partner', 'otherwise: while the unit exists'),
  rights.on_retention('partners.package', 'with the file'),
  rights.on_retention('partners.content', 'otherwise: when nobody may open it any more, by a job of its own'),
  rights.on_retention('partners.visit', 'sign-in after ends_at'),
  rights.on_retention('statistics.package', 'for ever: counted, and nobody''s once her file is gone');
