-- The life of a delivery: draft, delivered, checked, released; withdrawn, replaced by its correction, discarded. Every step
-- is kept with who took it, when, and what was said. What was called "accepted" is now "released".

alter table deliveries rename column accepted_by to released_by;
alter table deliveries rename column accepted_at to released_at;
alter table deliveries drop constraint deliveries_state_check;
-- The delivery that this one corrects; it counts as replaced while this one is released.
alter table deliveries add column replaces_id integer;

alter table deliveries no force row level security;
update deliveries set state = 'released' where state = 'accepted';
alter table deliveries force row level security;

alter table deliveries
  add constraint deliveries_state_check check (state in ('draft', 'delivered', 'checked', 'released', 'withdrawn', 'replaced',
    'discarded')),
  add constraint deliveries_replaces foreign key (tenant_id, replaces_id) references deliveries,
  add constraint deliveries_not_itself check (replaces_id <> id);
create index deliveries_replacing on deliveries (tenant_id, replaces_id) where replaces_id is not null;

create table delivery_steps (
  tenant_id integer not null,
  id integer generated always as identity,
  delivery_id integer not null,
  step text not null check (step in ('create', 'deliver', 'return', 'check', 'release', 'withdraw', 'replace', 'restore', 'discard')),
  -- What the delivery was after the step.
  state text not null,
  -- Name at that time.
  taken_by text not null,
  taken_at timestamptz not null,
  -- A request with a return, a reason with a release; else empty.
  note text not null default '',
  primary key (tenant_id, id),
  foreign key (tenant_id, delivery_id) references deliveries
);
create index delivery_steps_of_delivery on delivery_steps (tenant_id, delivery_id, id);

-- What is known of the life so far. Who discarded a draft, and when, stands in the audit trail only.
alter table deliveries no force row level security;
insert into delivery_steps (tenant_id, delivery_id, step, state, taken_by, taken_at)
select tenant_id, id, step, state, taken_by, taken_at from (
  select tenant_id, id, 'create' as step, 'draft' as state, created_by as taken_by, created_at as taken_at from deliveries
  union all
  select tenant_id, id, 'release', 'released', released_by, released_at from deliveries where released_at is not null
  union all
  select tenant_id, id, 'withdraw', 'withdrawn', withdrawn_by, withdrawn_at from deliveries where withdrawn_at is not null
) as known order by tenant_id, taken_at, id;
alter table deliveries force row level security;

-- Findings: how sure they are, the cell of the file, and what became of them.
alter table findings drop constraint findings_severity_check;
alter table findings
  add constraint findings_severity_check check (severity in ('likely-error', 'question', 'note')),
  -- Row and column in the file, where it is about one cell.
  add column spot jsonb,
  add column state text not null default 'open'
    check (state in ('open', 'answered', 'accepted', 'to-correct', 'corrected', 'obsolete')),
  -- The delivery that corrected what was asked.
  add column correction_id integer,
  add constraint findings_correction foreign key (tenant_id, correction_id) references deliveries;
create index findings_of_delivery on findings (tenant_id, delivery_id);

-- What was said about a finding, by whom: answers of the office, requests and reasons of who checks.
create table finding_steps (
  tenant_id integer not null,
  id integer generated always as identity,
  finding_id integer not null,
  step text not null check (step in ('answer', 'ask', 'accept', 'request', 'correct', 'lapse', 'raise')),
  said text not null default '',
  -- Name at that time.
  taken_by text not null,
  taken_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, finding_id) references findings
);
create index finding_steps_of_finding on finding_steps (tenant_id, finding_id, id);

alter table findings no force row level security;
insert into finding_steps (tenant_id, finding_id, step, said, taken_by, taken_at)
select tenant_id, id, 'answer', answer, answered_by, answered_at from findings
where answer is not null order by tenant_id, answered_at, id;
update findings set state = 'answered' where answer is not null;
alter table findings drop column answer, drop column answered_by, drop column answered_at;
alter table findings force row level security;

do $$
declare t text;
begin
  foreach t in array array['delivery_steps', 'finding_steps']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy own_tenant on %I using (tenant_id = nullif(current_setting(''lueckenlos.tenant'', true), '''')::integer)', t);
  end loop;
end $$;
