-- Real accounts: passwords, second factor, single sign-on, invitations, roles with a scope; sessions that can be listed and
-- ended; an audit trail that tells changes from looks; mails; the pages every municipality owes its public.

-- Settings of a municipality; a row appears with the first change.
create table tenant_settings (
  tenant_id integer primary key references tenants,
  -- Who must have a second factor: nobody, those with rights over people, protection and exact values, or everybody.
  second_factor text not null default 'sensitive' check (second_factor in ('nobody', 'sensitive', 'everybody')),
  contact_email text,
  feedback_email text
);

-- An address belongs to one person, whatever its capitals.
alter table accounts
  add column email text check (email = lower(email) and length(email) <= 254),
  add column email_confirmed_at timestamptz,
  add column password_hash text,
  add column password_changed_at timestamptz,
  -- Sealed with the installation's secret; without confirmation it does not count yet.
  add column second_factor_secret text,
  add column second_factor_since timestamptz,
  -- The last time step whose code was used: no code works twice (RFC 6238, 5.2).
  add column second_factor_step bigint,
  -- First day of the month of the last sign-in: enough to find accounts that nobody uses, too little to watch a person.
  add column last_sign_in_month date,
  add column disabled_at timestamptz;
create unique index accounts_email on accounts (email);

-- A role with its scope; the same person can hold a role twice with different scopes (youth office: three towns, health office: all).
alter table memberships add column id integer generated always as identity;
alter table memberships drop constraint memberships_pkey;
alter table memberships add primary key (tenant_id, id);
alter table memberships
  drop constraint memberships_role_check,
  add constraint memberships_role_check check (role in ('coordination', 'planning', 'area_coordination', 'practitioner',
    'provider', 'leadership', 'state_office', 'trust_centre', 'delivery_office', 'data_protection', 'administration')),
  -- 'group': given by the municipality's single sign-on, renewed at each sign-on.
  add column origin text not null default 'person' check (origin in ('person', 'group')),
  add column created_by text not null default '';
create index memberships_of_account on memberships (tenant_id, account_id);

-- In which tenants an account has a role: a look through each tenant's door in turn, so that row-level security needs no gap.
create function tenants_of_account(account integer) returns setof integer language plpgsql as $$
declare
  before text := coalesce(current_setting('lueckenlos.tenant', true), '');
  tenant integer;
begin
  for tenant in select id from tenants order by id loop
    perform set_config('lueckenlos.tenant', tenant::text, true);
    if exists (select from memberships m where m.tenant_id = tenant and m.account_id = account) then
      return next tenant;
    end if;
  end loop;
  perform set_config('lueckenlos.tenant', before, true);
end $$;

-- Without a row of a kind the role holds for all of that kind; keys instead of numbers, so that they can be read.
create table membership_scopes (
  tenant_id integer not null,
  membership_id integer not null,
  kind text not null check (kind in ('place', 'organisation', 'field')),
  key text not null,
  primary key (tenant_id, membership_id, kind, key),
  foreign key (tenant_id, membership_id) references memberships on delete cascade
);

-- Sessions of the demonstration end with this upgrade.
drop table sessions;
create table sessions (
  id uuid primary key default gen_random_uuid(),
  token_hash text not null unique,
  account_id integer not null references accounts on delete cascade,
  -- Set by single sign-on: a municipality's provider vouches for its own municipality only.
  only_tenant_id integer references tenants,
  method text not null check (method in ('password', 'single-sign-on', 'demonstration')),
  second_factor boolean not null,
  -- "Firefox, Windows": enough to recognise one's own device, too little to recognise a person.
  browser text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  -- When the person last proved who they are; dangerous acts ask again after some minutes.
  authenticated_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_of_account on sessions (account_id);

-- Failed attempts and limited requests. A bucket is a keyed hash: neither addresses nor mail addresses can be read here.
create table attempt_counters (
  bucket text primary key,
  count integer not null,
  since timestamptz not null
);

-- What was sent in a form after the session had ended, until the same person has signed in again; sealed, for half an hour.
create table carried_forms (
  token_hash text primary key,
  account_id integer not null references accounts on delete cascade,
  sealed text not null,
  expires_at timestamptz not null
);

-- Forms of signed-in people that are being answered or were a moment ago: a second press of the button gets the same answer.
-- The key is a keyed hash of session, address and content; the answer is sealed and gone after a minute.
create table submissions (
  key text primary key,
  begun_at timestamptz not null,
  answered_at timestamptz,
  sealed text
);

create table recovery_codes (
  account_id integer not null references accounts on delete cascade,
  code_hash text not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);

create table password_resets (
  token_hash text primary key,
  account_id integer not null references accounts on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table invitations (
  tenant_id integer not null references tenants,
  id integer generated always as identity,
  token_hash text not null,
  email text not null check (email = lower(email) and length(email) <= 254),
  name text not null,
  grants jsonb not null,
  -- Sent to the address by mail, so that whoever accepts has the mailbox; else handed over by an administrator.
  mailed boolean not null,
  created_by text not null,
  -- Empty: invited from the command line.
  created_by_account integer references accounts,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  account_id integer references accounts,
  revoked_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, token_hash)
);
-- One open invitation per address, whoever presses twice.
create unique index invitations_open on invitations (tenant_id, email) where accepted_at is null and revoked_at is null;

-- The one-time code that an installation without tenant prints in its terminal; one for each place that prints it.
create table setup_codes (
  printed_at_place text primary key,
  code_hash text not null,
  created_at timestamptz not null
);

create table sign_on_providers (
  tenant_id integer primary key references tenants,
  issuer text not null,
  client_id text not null,
  -- Sealed with the installation's secret.
  client_secret text not null,
  label text not null,
  group_claim text not null,
  -- The provider checks a second factor itself.
  trusts_second_factor boolean not null,
  enabled boolean not null
);

create table sign_on_groups (
  tenant_id integer not null references tenants,
  id integer generated always as identity,
  group_name text not null,
  role text not null,
  scope jsonb not null,
  primary key (tenant_id, id)
);

-- Who a provider's subject is here. Never matched by mail address: a provider could claim anybody's.
create table sign_on_identities (
  tenant_id integer not null references tenants,
  issuer text not null,
  subject text not null,
  account_id integer not null references accounts on delete cascade,
  -- As the provider says, for showing only.
  email text,
  primary key (tenant_id, issuer, subject)
);

-- A sign-on that has begun; used once, then gone.
create table sign_on_attempts (
  tenant_id integer not null references tenants,
  state_hash text not null,
  -- Nonce, code verifier and the way back, sealed.
  sealed text not null,
  expires_at timestamptz not null,
  primary key (tenant_id, state_hash)
);

-- Changes of data, looks at protected data, and what happens to accounts. Version 2 of an entry's hash covers kind and reason.
alter table audit_entries
  add column kind text not null default 'change' check (kind in ('change', 'look', 'account')),
  add column reason text,
  add column hash_version smallint not null default 1;
alter table audit_entries alter column hash_version set default 2;

-- The hash of the last entry that changed data: looks leave computed pages valid.
alter table audit_heads add column change_hash text not null default '';
alter table audit_heads no force row level security;
update audit_heads set change_hash = hash;
alter table audit_heads force row level security;

-- What happens to accounts as such (password, second factor, sign-in), of no single municipality; a chain of its own.
create table account_events (
  position bigint primary key,
  at timestamptz not null,
  account_id integer,
  actor text not null,
  action text not null,
  details jsonb not null,
  previous_hash text not null,
  hash text not null
);
-- For the list of what happened to the people of one municipality.
create index account_events_of_account on account_events (account_id, position);
create table account_event_head (
  single boolean primary key default true check (single),
  position bigint not null,
  hash text not null
);
create trigger append_only before update or delete or truncate on account_events
  for each statement execute function refuse_change();
-- The trigger holds for everybody; the application doesn't even have the right.
revoke update, delete on audit_entries, account_events from lueckenlos_app;

-- Mails to be sent, written in the transaction of the command that wants them; address and text are wiped once the mail
-- server has them. Whoever sends one holds its row, so a lost sender leaves it to the next.
create table mails (
  id integer generated always as identity primary key,
  tenant_id integer references tenants,
  kind text not null,
  -- Part of the Message-ID: the same mail sent again after a loss is recognised.
  message uuid not null default gen_random_uuid(),
  recipient text,
  recipient_name text,
  subject text,
  body text,
  state text not null default 'queued' check (state in ('queued', 'sent', 'failed')),
  attempts integer not null default 0,
  problem text,
  created_at timestamptz not null,
  -- Not tried before.
  due_at timestamptz not null,
  sent_at timestamptz
);
create index mails_due on mails (due_at) where state = 'queued';
alter table mails enable row level security;
alter table mails force row level security;
create policy own_tenant_or_worker on mails using (
  nullif(current_setting('lueckenlos.tenant', true), '') is null
  or tenant_id = nullif(current_setting('lueckenlos.tenant', true), '')::integer
);

-- Accessibility statement, privacy, imprint, plain language, sign language; each change is a new version.
create table site_pages (
  tenant_id integer not null references tenants,
  kind text not null check (kind in ('accessibility', 'privacy', 'imprint', 'plain-language', 'sign-language')),
  language text not null check (language in ('de', 'en')),
  version integer not null,
  content jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (tenant_id, kind, language, version)
);

create table feedback (
  tenant_id integer not null references tenants,
  id integer generated always as identity,
  -- Makes a second press of the button the same message.
  submission text not null,
  page text not null,
  text text not null,
  reply_to text,
  created_at timestamptz not null,
  done_at timestamptz,
  done_by text,
  primary key (tenant_id, id),
  unique (tenant_id, submission)
);

-- Exports of a whole tenant, there to be fetched for a day; neither saved in backups nor part of another export.
create table exports (
  tenant_id integer not null references tenants,
  id integer generated always as identity,
  -- The job that made it: begun again after a loss it makes no second one.
  job_id uuid not null,
  name text not null,
  size bigint not null,
  sha256 text not null,
  created_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, job_id)
);
create table export_chunks (
  tenant_id integer not null,
  export_id integer not null,
  position integer not null,
  content bytea not null,
  primary key (tenant_id, export_id, position),
  foreign key (tenant_id, export_id) references exports on delete cascade
);
alter table export_chunks alter column content set storage external;

-- Row-level security on the new tables of tenants.
do $$
declare t text;
begin
  foreach t in array array['tenant_settings', 'membership_scopes', 'invitations', 'sign_on_providers', 'sign_on_groups',
    'sign_on_identities', 'sign_on_attempts', 'site_pages', 'feedback', 'exports', 'export_chunks']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy own_tenant on %I using (tenant_id = nullif(current_setting(''lueckenlos.tenant'', true), '''')::integer)', t);
  end loop;
end $$;
