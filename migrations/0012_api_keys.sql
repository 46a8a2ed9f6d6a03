-- Deliveries by machine: keys of persons for programmes of offices, and the answers that a repeated request gets again.

-- The key itself stands nowhere. It gives never more than its person may at the moment.
create table api_keys (
  tenant_id integer not null,
  id integer generated always as identity,
  token_hash text not null,
  -- The first signs of the key, by which people tell their keys apart.
  prefix text not null,
  account_id integer not null references accounts on delete cascade,
  name text not null check (length(name) between 1 and 80),
  -- Key of the organisation for which it delivers, and of its one source, if it is limited to one.
  organisation text not null,
  source text,
  may_release boolean not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  -- A day, not a time: it says whether a key is still in use, not when somebody works.
  last_used_on date,
  revoked_at timestamptz,
  revoked_by text,
  primary key (tenant_id, id),
  check (expires_at >= created_at),
  check (expires_at <= created_at + interval '367 days'),
  check ((revoked_at is null) = (revoked_by is null))
);
create unique index api_keys_token on api_keys (tenant_id, token_hash);

-- What a request with an Idempotency-Key was answered; the name is kept as a hash, because programmes may put anything into it.
create table api_answers (
  tenant_id integer not null,
  key_id integer not null,
  name_hash text not null,
  request_hash text not null,
  status smallint not null,
  -- As it was sent, letter by letter.
  body text not null,
  answered_at timestamptz not null,
  primary key (tenant_id, key_id, name_hash),
  foreign key (tenant_id, key_id) references api_keys on delete cascade
);

-- Row-level security on the new tables of tenants.
do $$
declare t text;
begin
  foreach t in array array['api_keys', 'api_answers']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy own_tenant on %I using (tenant_id = nullif(current_setting(''lueckenlos.tenant'', true), '''')::integer)', t);
  end loop;
end $$;
