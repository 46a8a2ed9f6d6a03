-- The delivery calendar: who delivers what by when, reminders, and ways in for offices without an account.

-- Whom the town asks at the office that has the source. Personal data: kept once, for this purpose, removed with one press.
create table source_contacts (
  tenant_id integer not null,
  source_id integer not null,
  name text not null,
  email text check (length(email) <= 254),
  -- Set by the person through the link in a mail: no reminders any more.
  no_reminders_since timestamptz,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (tenant_id, source_id),
  foreign key (tenant_id, source_id) references sources on delete cascade
);

-- A rule, not a list of dates: which deliveries are due follows from rhythm and rule whenever somebody asks.
create table delivery_expectations (
  tenant_id integer not null,
  id integer generated always as identity,
  source_id integer not null,
  -- Keys of series; an empty list: all of the source that have this kind of period.
  series jsonb not null,
  rhythm text not null,
  -- Month and day ("12-31") of a key date; empty for other rhythms.
  key_day text check (key_day ~ '^[0-9]{2}-[0-9]{2}$'),
  due_rule text not null check (due_rule in ('weeks', 'day')),
  due_weeks smallint not null default 0 check (due_weeks between 0 and 104),
  due_day text check (due_day ~ '^[0-9]{2}-[0-9]{2}$'),
  responsible_id integer references accounts on delete set null,
  active_from date not null,
  active_to date,
  note text not null,
  -- Days before the due date; 0: no reminder before.
  remind_before smallint not null check (remind_before between 0 and 90),
  remind_on boolean not null,
  -- Days between reminders afterwards, and how many at most; 0: none.
  remind_every smallint not null check (remind_every between 0 and 90),
  remind_most smallint not null check (remind_most between 0 and 12),
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, source_id) references sources,
  check (due_rule <> 'day' or due_day is not null),
  check (active_to is null or active_from <= active_to)
);

-- What deviates from the rule for one period: moved, not this time, announced.
create table expectation_exceptions (
  tenant_id integer not null,
  expectation_id integer not null,
  period_key text not null,
  moved_to date,
  skipped_because text,
  announced_for date,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (tenant_id, expectation_id, period_key),
  foreign key (tenant_id, expectation_id) references delivery_expectations on delete cascade
);

-- The key makes sure that nobody is reminded twice of the same, whatever dies or runs twice.
create table reminders (
  tenant_id integer not null,
  expectation_id integer not null,
  period_key text not null,
  kind text not null check (kind in ('before', 'on', 'after')),
  round smallint not null,
  recipient text not null check (recipient in ('office', 'responsible')),
  sent_at timestamptz not null,
  primary key (tenant_id, expectation_id, period_key, kind, round, recipient),
  foreign key (tenant_id, expectation_id) references delivery_expectations on delete cascade
);

-- How somebody who is responsible wants to hear of the calendar; without a row: weekly.
create table reminder_wishes (
  tenant_id integer not null references tenants,
  account_id integer not null references accounts on delete cascade,
  rhythm text not null check (rhythm in ('weekly', 'daily', 'single', 'none')),
  -- The last day on which a digest went out.
  last_digest_on date,
  primary key (tenant_id, account_id)
);

-- A way in without an account, for one person and one source. The link itself stands nowhere: it is computed with the
-- installation's secret, and recognised by its hash.
create table delivery_links (
  tenant_id integer not null,
  id integer generated always as identity,
  token_hash text not null,
  source_id integer not null,
  purpose text not null check (purpose in ('upload', 'answer')),
  -- The delivery whose questions are to be answered; empty for links that take files.
  delivery_id integer,
  name text not null,
  email text check (length(email) <= 254),
  created_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  last_used_on date,
  primary key (tenant_id, id),
  unique (tenant_id, token_hash),
  foreign key (tenant_id, source_id) references sources,
  foreign key (tenant_id, delivery_id) references deliveries
);

-- Which deliveries came in through a link: it opens these and no others.
create table delivery_link_uses (
  tenant_id integer not null,
  link_id integer not null,
  delivery_id integer not null,
  primary key (tenant_id, link_id, delivery_id),
  foreign key (tenant_id, link_id) references delivery_links on delete cascade,
  foreign key (tenant_id, delivery_id) references deliveries on delete cascade
);

do $$
declare t text;
begin
  foreach t in array array['source_contacts', 'delivery_expectations', 'expectation_exceptions', 'reminders',
    'reminder_wishes', 'delivery_links', 'delivery_link_uses']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy own_tenant on %I using (tenant_id = nullif(current_setting(''lueckenlos.tenant'', true), '''')::integer)', t);
  end loop;
end $$;
