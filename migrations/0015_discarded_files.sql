-- A discarded delivery keeps who brought what and when, but nothing of what stood in its file: neither content nor what was read
-- of it nor the questions about its figures.
alter table files add column if not exists content_deleted_at timestamptz;

do $$
declare t text;
begin
  foreach t in array array['deliveries', 'files', 'file_chunks', 'findings', 'finding_steps']
  loop
    execute format('alter table %I no force row level security', t);
  end loop;
end $$;

update files f set content_deleted_at = now()
where content_deleted_at is null
  and exists (select 1 from deliveries d where d.tenant_id = f.tenant_id and d.file_id = f.id and d.state = 'discarded')
  and not exists (select 1 from deliveries d where d.tenant_id = f.tenant_id and d.file_id = f.id and d.state <> 'discarded');
delete from file_chunks c using files f
where f.tenant_id = c.tenant_id and f.id = c.file_id and f.content_deleted_at is not null;

delete from finding_steps s using findings f, deliveries d
where f.tenant_id = s.tenant_id and f.id = s.finding_id
  and d.tenant_id = f.tenant_id and d.id = f.delivery_id and d.state = 'discarded';
delete from findings f using deliveries d
where d.tenant_id = f.tenant_id and d.id = f.delivery_id and d.state = 'discarded';
update deliveries set layout = null, analysis = null where state = 'discarded';

do $$
declare t text;
begin
  foreach t in array array['deliveries', 'files', 'file_chunks', 'findings', 'finding_steps']
  loop
    execute format('alter table %I force row level security', t);
  end loop;
end $$;
