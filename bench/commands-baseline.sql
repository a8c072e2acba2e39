-- The least that an act can cost: what `npm run bench -- commands` measures itself against. One
-- transaction, prepared, 16 connections, no access rules, no validation, no HTTP. Also runs under
-- pgbench: pgbench -n -M prepared -c 16 -T 4 -f bench/commands-baseline.sql
begin;
insert into baseline.command (id, account_id, name, body_mac, outcome) values (uuidv7(), '0198c000-0000-7000-8000-000000000001', 'attendance.record', '\xb94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9', '{"ok": true, "result": {"stopId": "0198c000-0000-7000-8000-000000000002", "attendanceId": "0198c000-0000-7000-8000-000000000003"}}');
select id, person_id, centre_id, state from baseline.visit where id = :client_id for update;
insert into baseline.attendance (id, visit_id, service_id, mode, outcome, language, minutes, day) values (uuidv7(), :client_id, 'social-security-record', 'support', 'solved', 'pt', 7, current_date);
insert into baseline.event (id, kind, visit_id, centre_id, office_id, data) values (uuidv7(), 'attendance.recorded', :client_id, 'cnaim-lisboa', 'cnaim-lisboa.iss', '{"stopId": "0198c000-0000-7000-8000-000000000002", "mode": "support", "outcome": "solved", "minutes": 7}');
commit;
