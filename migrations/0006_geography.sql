-- Where addresses lie: street registers in versions, and files about places that somebody has uploaded and not yet taken over.

-- A file between upload and taking over; both or discarding removes it.
create table place_files (
  tenant_id integer not null references tenants,
  id integer generated always as identity,
  kind text not null check (kind in ('streets', 'boundaries', 'points')),
  file_id integer not null,
  -- What the person has said about it: date, columns, which name means which place.
  choices jsonb not null default '{}',
  created_by text not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, file_id) references files
);

-- A register holds from its date until the next one's; former ones stay, so that an allocation of then can be repeated.
create table street_registers (
  tenant_id integer not null references tenants,
  id integer generated always as identity,
  valid_from date not null,
  file_name text not null,
  file_hash text not null,
  line_count integer not null,
  street_count integer not null,
  created_by text not null,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);

create table street_ranges (
  tenant_id integer not null,
  register_id integer not null,
  -- The line of the file.
  row_number integer not null,
  street text not null,
  side text not null check (side in ('all', 'odd', 'even')),
  from_number integer not null check (from_number between 0 and 9999),
  from_suffix text not null,
  -- Without: to the end of the street.
  to_number integer check (to_number between 0 and 9999),
  to_suffix text not null,
  place_id integer not null,
  postcode text not null,
  town text not null,
  primary key (tenant_id, register_id, row_number),
  foreign key (tenant_id, register_id) references street_registers on delete cascade,
  foreign key (tenant_id, place_id) references places
);

do $$
declare t text;
begin
  foreach t in array array['place_files', 'street_registers', 'street_ranges']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy own_tenant on %I using (tenant_id = nullif(current_setting(''lueckenlos.tenant'', true), '''')::integer)', t);
  end loop;
end $$;
