-- Jobs: what is being worked on in the background, how far it is, what came out. The queue itself belongs to pg-boss.

create table job_runs (
  id uuid primary key default gen_random_uuid(),
  tenant_id integer references tenants,
  kind text not null,
  job_key text not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  progress real not null default 0 check (progress between 0 and 1),
  step text not null default '',
  cancel_requested boolean not null default false,
  repeat_requested boolean not null default false,
  attempts integer not null default 0,
  input jsonb,
  result jsonb,
  problem jsonb,
  created_by integer references accounts,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz
);

-- At most one open run of a key.
create unique index job_runs_open_key on job_runs (coalesce(tenant_id, 0), job_key)
  where state in ('queued', 'running');
create index job_runs_running on job_runs (id) where state = 'running';

-- A page or command sees the runs of its tenant. Without a tenant it is the worker, who works for all.
alter table job_runs enable row level security;
alter table job_runs force row level security;
create policy own_tenant_or_worker on job_runs using (
  nullif(current_setting('lueckenlos.tenant', true), '') is null
  or tenant_id = nullif(current_setting('lueckenlos.tenant', true), '')::integer
);
