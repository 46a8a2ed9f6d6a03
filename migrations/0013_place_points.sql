-- Facilities as points. In which area one lies is computed from boundaries and street register when it is asked: both change.
create table place_points (
  tenant_id integer not null references tenants,
  id integer generated always as identity,
  kind text not null check (kind in ('kita', 'family_centre', 'school', 'youth_centre', 'health', 'counselling', 'other')),
  name text not null,
  street text not null,
  house_number text not null,
  postcode text not null,
  town text not null,
  -- Degrees, WGS 84; both or none.
  longitude double precision check (longitude between -180 and 180),
  latitude double precision check (latitude between -90 and 90),
  -- Whether everybody sees it on the page of its area.
  shown boolean not null default true,
  primary key (tenant_id, id),
  check ((longitude is null) = (latitude is null))
);

alter table place_points enable row level security;
alter table place_points force row level security;
create policy own_tenant on place_points using (tenant_id = nullif(current_setting('lueckenlos.tenant', true), '')::integer);
