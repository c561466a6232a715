using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hourglass.Benchmarks;

/// <summary>A script of <c>bench/peers</c> that speaks the protocol of <c>bench/peers/serving.py</c>.</summary>
internal sealed class PythonPeer : IDisposable
{
    private readonly PeerChannel _channel;

    /// <summary>Starts a script.</summary>
    /// <param name="python">The interpreter that sees its packages.</param>
    /// <param name="script">Its file name: <c>pca.py</c>.</param>
    /// <param name="threads">The threads of its BLAS and OpenMP.</param>
    public PythonPeer(string python, string script, int threads)
    {
        string count = threads.ToString(CultureInfo.InvariantCulture);
        ProcessStartInfo start = new(python, [Path.Combine(Repository.Peers, script), "--threads", count]);
        start.Environment["OMP_NUM_THREADS"] = start.Environment["OPENBLAS_NUM_THREADS"] = count;
        _channel = new PeerChannel(start, script);
    }

    /// <summary>Sends a command and waits for its answer.</summary>
    /// <param name="command">Its name.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <param name="values">What comes with it.</param>
    /// <exception cref="PeerException">The peer refused the command or has ended.</exception>
    public Task<JsonElement> AskAsync(string command, CancellationToken cancellation, params ReadOnlySpan<(string Name, JsonNode? Value)> values)
    {
        JsonObject line = new() { ["cmd"] = command };
        foreach ((string name, JsonNode? value) in values) line[name] = value;
        return _channel.AskAsync(line.ToJsonString(), cancellation);
    }

    /// <summary>Asks for one turn of a work and reads its times.</summary>
    /// <param name="command">The command that carries it out.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <param name="values">What comes with it.</param>
    public Task<Turn> RunAsync(string command, CancellationToken cancellation, params ReadOnlySpan<(string Name, JsonNode? Value)> values)
    {
        Task<JsonElement> answer = AskAsync(command, cancellation, values);
        return Read(answer);

        static async Task<Turn> Read(Task<JsonElement> answer)
        {
            JsonElement root = await answer.ConfigureAwait(false);
            return new Turn(root.GetProperty("seconds").GetDouble(), root.GetProperty("cpu_seconds").GetDouble(), root);
        }
    }

    /// <summary>Gets the versions of what the script stands on, in one line.</summary>
    public async Task<string> DescribeAsync(CancellationToken cancellation) =>
        (await AskAsync("info", cancellation).ConfigureAwait(false)).GetProperty("description").GetString()!;

    /// <summary>Ends the process.</summary>
    public void Dispose() => _channel.Dispose();
}
