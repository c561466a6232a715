using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Hourglass.Benchmarks;

/// <summary>A child process that answers one line of JSON by another.</summary>
internal sealed class PeerChannel : IDisposable
{
    private readonly Process _process;
    private readonly string _name;

    /// <summary>Starts the process.</summary>
    /// <param name="start">What to start.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="PeerException">It could not be started.</exception>
    public PeerChannel(ProcessStartInfo start, string name)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        _name = name;
        _process = Start(start);
    }

    /// <summary>Gets the number that the system knows the process by.</summary>
    public int Id => _process.Id;

    /// <summary>Sends a command and waits for its answer.</summary>
    /// <exception cref="PeerException">The peer refused the command or has ended.</exception>
    public async Task<JsonElement> AskAsync(string line, CancellationToken cancellation)
    {
        string? received;
        try
        {
            await _process.StandardInput.WriteLineAsync(line.AsMemory(), cancellation).ConfigureAwait(false);
            await _process.StandardInput.FlushAsync(cancellation).ConfigureAwait(false);
            received = await _process.StandardOutput.ReadLineAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException)
        {
            received = null;
        }

        if (received is null) throw new PeerException($"{_name} has ended at {line}; what it had to say stands above.");
        JsonElement root = JsonSerializer.Deserialize(received, BenchmarkJson.Default.JsonElement);
        if (root.TryGetProperty("error", out JsonElement error)) throw new PeerException($"{_name} answered {line} by: {error.GetString()}");
        return root;
    }

    /// <summary>Ends the process.</summary>
    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new PeerException($"--python: {start.FileName} could not be started ({error.Message}); name the Python that sees the packages of bench/peers/README.md.");
        }
    }
}
