-- Ways for figures beside an uploaded file.

-- Tables that are filled in by hand. Once delivered they became a file like any other; the sheet stays for corrections.
create table entry_sheets (
  tenant_id integer not null,
  id integer generated always as identity,
  source_id integer not null,
  shape jsonb not null,
  cells jsonb not null,
  version integer not null check (version > 0),
  received_on date not null,
  note text not null,
  created_by text not null,
  created_at timestamptz not null,
  changed_by text not null,
  changed_at timestamptz not null,
  delivery_id integer,
  delivered_version integer,
  primary key (tenant_id, id),
  foreign key (tenant_id, source_id) references sources,
  foreign key (tenant_id, delivery_id) references deliveries
);

-- How files with one row per child become figures; the files themselves are stored nowhere.
create table evaluation_rules (
  tenant_id integer not null,
  id integer generated always as identity,
  source_id integer not null,
  name text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, source_id) references sources
);
create table evaluation_rule_versions (
  tenant_id integer not null,
  rule_id integer not null,
  version integer not null check (version > 0),
  definition jsonb not null,
  created_by text not null,
  created_at timestamptz not null,
  primary key (tenant_id, rule_id, version),
  foreign key (tenant_id, rule_id) references evaluation_rules
);
create table individual_arrivals (
  tenant_id integer not null,
  delivery_id integer not null,
  rule_id integer not null,
  version integer not null,
  sha256 text not null,
  rows integer not null,
  blank integer not null,
  unassigned integer not null,
  not_countable jsonb not null,
  not_divided jsonb not null,
  primary key (tenant_id, delivery_id),
  foreign key (tenant_id, delivery_id) references deliveries,
  foreign key (tenant_id, rule_id, version) references evaluation_rule_versions
);

-- Row-level security on the new tables of tenants.
do $$
declare t text;
begin
  foreach t in array array['entry_sheets', 'evaluation_rules', 'evaluation_rule_versions', 'individual_arrivals']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy own_tenant on %I using (tenant_id = nullif(current_setting(''lueckenlos.tenant'', true), '''')::integer)', t);
  end loop;
end $$;
