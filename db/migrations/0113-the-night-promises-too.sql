-- A house's day that nobody ended is ended by the worker in the night, by the same command as by day:
-- the call-backs that it promises are told like any other, so the worker may append their messages.

grant insert on messages.message to oneroof_jobs;
create policy worker_appends on messages.message for insert to oneroof_jobs
  with check ((select access.is_process('worker')));
