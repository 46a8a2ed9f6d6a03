-- The ground: tenants and who acts in them, places, organisations, figures, their protection, indicators, goals, reports.
-- Every table that belongs to a tenant has tenant_id first in its key (so that a distributed PostgreSQL can shard by it)
-- and row-level security as second lock: the application role sees the tenant that its transaction has set, no other.

create collation german (provider = icu, locale = 'de-DE');

create table tenants (
  id integer generated always as identity primary key,
  slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,39}$'),
  name text not null,
  name_en text not null,
  kind text not null check (kind in ('municipality', 'county', 'state-office')),
  demo boolean not null,
  note text not null,
  note_en text not null,
  created_at timestamptz not null default now()
);

create table accounts (
  id integer generated always as identity primary key,
  key text not null unique,
  name text not null,
  invented boolean not null,
  created_at timestamptz not null default now()
);

create table memberships (
  tenant_id integer not null references tenants,
  account_id integer not null references accounts,
  role text not null check (role in ('coordination', 'planning', 'area_coordination', 'practitioner', 'provider',
    'leadership', 'data_protection', 'administration')),
  created_at timestamptz not null default now(),
  primary key (tenant_id, account_id, role)
);

create table sessions (
  token_hash text primary key,
  account_id integer not null references accounts,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);

create table audit_entries (
  tenant_id integer not null references tenants,
  position bigint not null,
  at timestamptz not null,
  account_id integer,
  actor text not null,
  action text not null,
  thing text not null,
  details jsonb not null,
  previous_hash text not null,
  hash text not null,
  primary key (tenant_id, position)
);

create table audit_heads (
  tenant_id integer primary key references tenants,
  position bigint not null,
  hash text not null
);

create table files (
  tenant_id integer not null references tenants,
  id integer generated always as identity,
  name text not null,
  media_type text not null,
  size integer not null,
  sha256 text not null,
  created_by text not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id)
);

create table file_chunks (
  tenant_id integer not null,
  file_id integer not null,
  position integer not null,
  content bytea not null,
  primary key (tenant_id, file_id, position),
  foreign key (tenant_id, file_id) references files on delete cascade
);
-- What offices send is text or already compressed; compressing each chunk once more costs time and saves little.
alter table file_chunks alter column content set storage external;

create table places (
  tenant_id integer not null references tenants,
  id integer generated always as identity,
  key text not null,
  name text not null,
  kind text not null check (kind in ('state', 'county', 'town', 'area', 'quarter', 'unassigned')),
  ags text,
  position integer not null,
  valid_from date,
  valid_to date,
  successor_id integer,
  tile_column integer,
  tile_row integer,
  boundary jsonb,
  invented boolean not null default false,
  primary key (tenant_id, id),
  unique (tenant_id, key),
  foreign key (tenant_id, successor_id) references places
);

create table place_links (
  tenant_id integer not null,
  hierarchy text not null,
  place_id integer not null,
  parent_id integer not null,
  valid_from date,
  valid_to date,
  primary key (tenant_id, hierarchy, place_id),
  foreign key (tenant_id, place_id) references places,
  foreign key (tenant_id, parent_id) references places,
  check (place_id <> parent_id)
);

create table place_aliases (
  tenant_id integer not null,
  alias text not null,
  place_id integer not null,
  primary key (tenant_id, alias),
  foreign key (tenant_id, place_id) references places
);

create table organisations (
  tenant_id integer not null references tenants,
  id integer generated always as identity,
  key text not null,
  name text not null,
  name_en text not null,
  kind text not null check (kind in ('office', 'facility', 'provider')),
  primary key (tenant_id, id),
  unique (tenant_id, key)
);

create table protection_rules (
  tenant_id integer not null references tenants,
  source text not null,
  valid_from date not null,
  threshold integer check (threshold between 2 and 1000),
  already_published boolean not null,
  primary key (tenant_id, source, valid_from),
  check (already_published = (threshold is null))
);

create table families (
  tenant_id integer not null references tenants,
  id integer generated always as identity,
  key text not null,
  name text not null,
  name_en text not null,
  primary key (tenant_id, id),
  unique (tenant_id, key)
);

create table releases (
  tenant_id integer not null,
  id integer generated always as identity,
  family_id integer not null,
  state text not null check (state in ('current', 'former', 'refused')),
  started_at timestamptz not null,
  finished_at timestamptz not null,
  actor text not null,
  shown_cells integer not null,
  secret_cells integer not null,
  certificate jsonb not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, family_id) references families
);
create unique index one_current_release on releases (tenant_id, family_id) where state = 'current';

-- No foreign keys to series, period and place on the two big tables: rows come only through commands that have just read
-- those, nothing deletes them, and four look-ups per row would triple the time of a large delivery.
create table released_cells (
  tenant_id integer not null,
  release_id integer not null,
  series_id integer not null,
  period_id integer not null,
  place_id integer not null,
  breakdown text not null,
  value numeric,
  state smallint not null,
  flags smallint not null,
  primary key (tenant_id, release_id, series_id, period_id, place_id, breakdown),
  check (state = 0 or value is null),
  check (state <> 0 or value is not null)
);

create table sources (
  tenant_id integer not null,
  id integer generated always as identity,
  key text not null,
  name text not null,
  name_en text not null,
  organisation_id integer not null,
  primary key (tenant_id, id),
  unique (tenant_id, key),
  foreign key (tenant_id, organisation_id) references organisations
);

create table dimensions (
  tenant_id integer not null references tenants,
  key text not null,
  name text not null,
  name_en text not null,
  primary key (tenant_id, key)
);

create table dimension_values (
  tenant_id integer not null,
  dimension text not null,
  key text not null,
  name text not null,
  name_en text not null,
  position integer not null,
  aliases jsonb not null,
  primary key (tenant_id, dimension, key),
  foreign key (tenant_id, dimension) references dimensions
);

create table series (
  tenant_id integer not null,
  id integer generated always as identity,
  key text not null check (key ~ '^[a-z][a-z0-9_]{0,79}$'),
  name text not null,
  name_en text not null,
  meaning text not null,
  meaning_en text not null,
  unit text not null check (unit in ('count', 'percent', 'ratio', 'eur', 'score')),
  kind text not null check (kind in ('count', 'amount', 'score', 'rate')),
  decimals smallint not null,
  period_kind text not null,
  reported_under text not null check (reported_under in ('start', 'end')),
  family_id integer not null,
  source_id integer not null,
  part_of text,
  base text,
  dimensions jsonb not null,
  place_sum boolean not null,
  aliases jsonb not null,
  primary key (tenant_id, id),
  unique (tenant_id, key),
  foreign key (tenant_id, family_id) references families,
  foreign key (tenant_id, source_id) references sources
);

create table periods (
  tenant_id integer not null references tenants,
  id integer generated always as identity,
  kind text not null,
  key text not null,
  start_date date not null,
  end_date date not null,
  primary key (tenant_id, id),
  unique (tenant_id, kind, key),
  check (start_date <= end_date)
);

create table deliveries (
  tenant_id integer not null,
  id integer generated always as identity,
  source_id integer not null,
  file_id integer not null,
  state text not null check (state in ('draft', 'accepted', 'withdrawn', 'discarded')),
  received_on date not null,
  note text not null,
  layout jsonb,
  analysis jsonb,
  fact_count integer not null default 0,
  created_by text not null,
  created_at timestamptz not null default now(),
  accepted_by text,
  accepted_at timestamptz,
  withdrawn_by text,
  withdrawn_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, source_id) references sources,
  foreign key (tenant_id, file_id) references files
);

create table facts (
  tenant_id integer not null,
  delivery_id integer not null,
  series_id integer not null,
  period_id integer not null,
  place_id integer not null,
  breakdown text not null,
  value numeric,
  state smallint not null,
  flags smallint not null,
  source_row integer not null,
  source_column integer not null,
  primary key (tenant_id, series_id, period_id, place_id, breakdown, delivery_id),
  check (state <> 0 or value is not null)
);
create index facts_of_delivery on facts (tenant_id, delivery_id);

create table findings (
  tenant_id integer not null,
  id integer generated always as identity,
  delivery_id integer not null,
  kind text not null,
  severity text not null check (severity in ('question', 'note')),
  parameters jsonb not null,
  answer text,
  answered_by text,
  answered_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, delivery_id) references deliveries
);

create table life_phases (
  tenant_id integer not null references tenants,
  key text not null,
  name text not null,
  name_en text not null,
  position integer not null,
  primary key (tenant_id, key)
);

create table fields_of_action (
  tenant_id integer not null references tenants,
  key text not null,
  name text not null,
  name_en text not null,
  position integer not null,
  primary key (tenant_id, key)
);

create table indicators (
  tenant_id integer not null references tenants,
  id integer generated always as identity,
  key text not null check (key ~ '^[a-z][a-z0-9-]{0,79}$'),
  position integer not null,
  primary key (tenant_id, id),
  unique (tenant_id, key)
);

create table indicator_versions (
  tenant_id integer not null,
  indicator_id integer not null,
  version integer not null,
  valid_from date not null,
  name text not null,
  name_en text not null,
  formula text,
  published_series text,
  unit text not null check (unit in ('count', 'percent', 'ratio', 'eur', 'score')),
  decimals smallint not null check (decimals between 0 and 6),
  direction text not null check (direction in ('up', 'down', 'none')),
  period_kind text not null,
  phase text not null,
  field text not null,
  meaning text not null,
  meaning_en text not null,
  method text not null,
  method_en text not null,
  source_note text not null,
  source_note_en text not null,
  breaks jsonb not null,
  created_by text not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, indicator_id, version),
  foreign key (tenant_id, indicator_id) references indicators,
  foreign key (tenant_id, phase) references life_phases,
  foreign key (tenant_id, field) references fields_of_action,
  check (formula is not null or published_series is not null)
);

create table targets (
  tenant_id integer not null,
  id integer generated always as identity,
  indicator_id integer not null,
  place_id integer not null,
  comparison text not null check (comparison in ('at-least', 'at-most', 'above', 'below')),
  path jsonb not null,
  baseline_year integer,
  decided_by text,
  note text,
  note_en text,
  valid_from date not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, indicator_id) references indicators,
  foreign key (tenant_id, place_id) references places
);

create table programmes (
  tenant_id integer not null references tenants,
  id integer generated always as identity,
  key text not null,
  name text not null,
  name_en text not null,
  from_year integer not null,
  to_year integer not null,
  primary key (tenant_id, id),
  unique (tenant_id, key),
  check (from_year <= to_year)
);

create table goals (
  tenant_id integer not null,
  id integer generated always as identity,
  key text not null,
  programme_id integer not null,
  parent_id integer,
  level text not null check (level in ('strategic', 'operational')),
  position integer not null,
  title text not null,
  title_en text not null,
  text text not null,
  text_en text not null,
  phase text,
  field text,
  organisation_id integer,
  change_kind text check (change_kind in ('kept', 'changed', 'reached', 'dropped', 'added')),
  changed_from_id integer,
  change_note text,
  change_note_en text,
  primary key (tenant_id, id),
  unique (tenant_id, key),
  foreign key (tenant_id, programme_id) references programmes,
  foreign key (tenant_id, parent_id) references goals,
  foreign key (tenant_id, changed_from_id) references goals,
  foreign key (tenant_id, organisation_id) references organisations
);

create table goal_indicators (
  tenant_id integer not null,
  goal_id integer not null,
  indicator_id integer not null,
  position integer not null,
  primary key (tenant_id, goal_id, indicator_id),
  foreign key (tenant_id, goal_id) references goals,
  foreign key (tenant_id, indicator_id) references indicators
);

create table reports (
  tenant_id integer not null references tenants,
  id integer generated always as identity,
  year integer not null,
  edition integer not null,
  state text not null check (state in ('draft', 'published')),
  language text not null check (language in ('de', 'en')),
  content jsonb,
  pdf_file_id integer,
  built_at timestamptz,
  built_by text,
  published_at timestamptz,
  published_by text,
  primary key (tenant_id, id),
  unique (tenant_id, year, edition, language),
  foreign key (tenant_id, pdf_file_id) references files
);

-- Row-level security on everything above that belongs to a tenant. `force` holds for the owner too, unless it is a superuser.
do $$
declare t text;
begin
  for t in
    select c.table_name from information_schema.columns c
    join information_schema.tables k using (table_schema, table_name)
    where c.table_schema = 'public' and c.column_name = 'tenant_id' and k.table_type = 'BASE TABLE'
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy own_tenant on %I using (tenant_id = nullif(current_setting(''lueckenlos.tenant'', true), '''')::integer)', t);
  end loop;
end $$;

-- The audit trail is append-only, whoever asks.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit entries are append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete or truncate on audit_entries
  for each statement execute function refuse_change();
