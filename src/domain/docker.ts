/** The parts of the Docker Engine API's answers that cockpit reads (API 1.41 and later; field names as in the API). */
export interface ContainerSummary {
  readonly Id: string;
  readonly Names: readonly string[];
  readonly Image: string;
  readonly ImageID: string;
  readonly Command: string;
  /** Unix seconds. */
  readonly Created: number;
  readonly State: string;
  readonly Status: string;
  readonly Ports: readonly { IP?: string; PrivatePort: number; PublicPort?: number; Type: string }[];
  readonly Labels: Readonly<Record<string, string>>;
  readonly NetworkSettings?: {
    readonly Networks?: Readonly<Record<string, { IPAddress?: string; Aliases?: readonly string[] | null }>>;
  };
}

export interface HealthLogEntry {
  readonly Start: string;
  readonly End: string;
  readonly ExitCode: number;
  readonly Output: string;
}

export interface ContainerDetail {
  readonly Id: string;
  readonly Name: string;
  readonly Created: string;
  readonly Image: string;
  readonly RestartCount: number;
  readonly Path?: string;
  readonly Args?: readonly string[];
  readonly State: {
    readonly Status: string;
    readonly Running: boolean;
    readonly Paused: boolean;
    readonly Restarting: boolean;
    readonly OOMKilled: boolean;
    readonly Dead?: boolean;
    readonly Pid: number;
    readonly ExitCode: number;
    readonly Error: string;
    readonly StartedAt: string;
    readonly FinishedAt: string;
    readonly Health?: {
      readonly Status: string;
      readonly FailingStreak: number;
      readonly Log?: readonly HealthLogEntry[] | null;
    };
  };
  readonly Config: {
    readonly Image: string;
    readonly Env?: readonly string[] | null;
    readonly Cmd?: readonly string[] | null;
    readonly Labels?: Readonly<Record<string, string>> | null;
    readonly Healthcheck?: { readonly Test?: readonly string[]; readonly Interval?: number };
    readonly Tty?: boolean;
    readonly Hostname?: string;
  };
  readonly HostConfig: {
    /** Bytes; 0 = unlimited. */
    readonly Memory: number;
    /** 1e9 per CPU; 0 = unlimited. */
    readonly NanoCpus: number;
    readonly CpuQuota?: number;
    readonly CpuPeriod?: number;
    readonly RestartPolicy?: { readonly Name: string; readonly MaximumRetryCount?: number };
    readonly LogConfig?: { readonly Type: string; readonly Config?: Readonly<Record<string, string>> };
    readonly CgroupParent?: string;
    readonly NetworkMode?: string;
  };
  readonly Mounts?: readonly {
    Type: string;
    Name?: string;
    Source: string;
    Destination: string;
    RW: boolean;
  }[];
  readonly NetworkSettings: {
    readonly Networks?: Readonly<Record<string, { IPAddress?: string; Aliases?: readonly string[] | null }>>;
    readonly Ports?: Readonly<Record<string, readonly { HostIp: string; HostPort: string }[] | null>>;
  };
}

export interface ImageDetail {
  readonly Id: string;
  readonly RepoTags?: readonly string[] | null;
  readonly Created: string;
  readonly Size?: number;
}

/** One line of `/events`. */
export interface DockerEvent {
  readonly Type: string;
  readonly Action: string;
  readonly Actor: { readonly ID: string; readonly Attributes?: Readonly<Record<string, string>> };
  /** Unix seconds. */
  readonly time: number;
  readonly timeNano: number;
}

/** One sample of a stats stream. */
export interface StatsSample {
  readonly read: string;
  readonly cpu_stats: { cpu_usage: { total_usage: number }; system_cpu_usage?: number; online_cpus?: number };
  readonly precpu_stats: { cpu_usage: { total_usage: number }; system_cpu_usage?: number };
  readonly memory_stats: { usage?: number; limit?: number; stats?: Readonly<Record<string, number>> };
  readonly networks?: Readonly<Record<string, { rx_bytes: number; tx_bytes: number }>>;
  readonly blkio_stats?: unknown;
  readonly pids_stats?: { current?: number };
}

export interface TopResult {
  readonly Titles: readonly string[];
  readonly Processes: readonly (readonly string[])[];
}

export interface DockerInfo {
  readonly Name: string;
  readonly ServerVersion: string;
  readonly NCPU: number;
  readonly MemTotal: number;
  readonly CgroupVersion?: string;
  readonly CgroupDriver?: string;
  readonly SystemTime: string;
  readonly DockerRootDir?: string;
  readonly SecurityOptions?: readonly string[];
}
