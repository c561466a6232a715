using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Hourglass.Benchmarks;

/// <summary>PyTorch as a child process: one JSON command a line in, one JSON answer a line out.</summary>
internal sealed class PeerProcess : IDisposable
{
    // Whatever the caller's shell has set here would make two settings alike, or one of them worse than it is.
    private static readonly string[] SettingVariables =
        ["OMP_WAIT_POLICY", "ATEN_CPU_CAPABILITY", "GOMP_SPINCOUNT", "OMP_PROC_BIND", "OMP_PLACES", "GOMP_CPU_AFFINITY", "OMP_DYNAMIC"];

    private readonly PeerChannel _channel;
    private readonly bool _spins;

    /// <summary>Starts a peer.</summary>
    /// <param name="python">The interpreter that sees torch.</param>
    /// <param name="folder">The folder that holds <c>mnist</c>.</param>
    /// <param name="setting">How it runs.</param>
    public PeerProcess(string python, string folder, PeerSetting setting)
    {
        string threads = setting.Threads.ToString(CultureInfo.InvariantCulture);
        ProcessStartInfo start = new(python, [Path.Combine(Repository.Peers, "torch_train.py"), "--data", folder, "--threads", threads]);
        foreach (string variable in SettingVariables) start.Environment.Remove(variable);
        start.Environment["OMP_NUM_THREADS"] = threads;
        if (setting.WaitPolicy is { } policy) start.Environment["OMP_WAIT_POLICY"] = policy;
        if (setting.Capability is { } capability) start.Environment["ATEN_CPU_CAPABILITY"] = capability;

        Setting = setting;
        _spins = setting.Spins;
        _channel = new PeerChannel(start, $"PyTorch ({setting.Name})");
    }

    /// <summary>Gets how it runs.</summary>
    public PeerSetting Setting { get; }

    /// <summary>Sends a command and waits for its answer.</summary>
    /// <exception cref="PeerException">The peer refused the command or has ended.</exception>
    public async Task<T> AskAsync<T>(PeerCommand command, JsonTypeInfo<T> answer, CancellationToken cancellation)
    {
        string line = JsonSerializer.Serialize(command, BenchmarkJson.Default.PeerCommand);
        Signal("CONT");
        JsonElement root = await _channel.AskAsync(line, cancellation).ConfigureAwait(false);
        Signal("STOP");
        return root.Deserialize(answer) ?? throw new PeerException($"PyTorch ({Setting.Name}) answered {line} by null.");
    }

    /// <summary>Ends the process.</summary>
    public void Dispose() => _channel.Dispose();

    /// <summary>Stops a peer whose idle threads would spin through the other side's turn, and lets it go on for its own.</summary>
    private void Signal(string signal)
    {
        if (!_spins) return;
        using Process shell = Process.Start("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{signal} {_channel.Id}")]);
        shell.WaitForExit();
        if (shell.ExitCode != 0) throw new PeerException($"PyTorch ({Setting.Name}) could not be sent {signal}; it may have ended.");
    }
}
