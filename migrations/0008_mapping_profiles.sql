-- How the files of a source are read, as people confirmed it: used for the next file of the same kind.
create table mapping_profiles (
  tenant_id integer not null,
  id integer generated always as identity,
  source_id integer not null,
  name text not null check (length(name) between 1 and 200),
  -- Rises with each delivery that confirmed it.
  version integer not null check (version > 0),
  -- Columns by their headings without years, header lines, names of places, meaning of signs and marks, rows by their text.
  parts jsonb not null,
  -- The delivery that confirmed it last.
  delivery_id integer not null,
  updated_by text not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, source_id) references sources on delete cascade,
  foreign key (tenant_id, delivery_id) references deliveries
);
create index mapping_profiles_of_source on mapping_profiles (tenant_id, source_id);

alter table mapping_profiles enable row level security;
alter table mapping_profiles force row level security;
create policy own_tenant on mapping_profiles
  using (tenant_id = nullif(current_setting('lueckenlos.tenant', true), '')::integer);
