using System.Text.Json.Serialization;

namespace Hourglass.Benchmarks;

/// <summary>What one side did in one turn.</summary>
/// <param name="Steps">Training steps.</param>
/// <param name="Samples">Samples of all steps.</param>
/// <param name="Seconds">Time by the clock on the wall.</param>
/// <param name="CpuSeconds">Time that the process spent computing, all threads together.</param>
/// <param name="Loss">The loss of the last batch.</param>
internal sealed record Measurement(long Steps, long Samples, double Seconds, double CpuSeconds, double Loss)
{
    private const double Undisturbed = 0.9;

    /// <summary>Gets the speed.</summary>
    [JsonIgnore]
    public double SamplesPerSecond => Samples / Seconds;

    /// <summary>Gets how many processors the side had on average.</summary>
    [JsonIgnore]
    public double Processors => CpuSeconds / Seconds;

    /// <summary>Tells whether something else took processor time away.</summary>
    /// <param name="busyThreads">The threads that compute or spin all the time.</param>
    public bool IsDisturbed(int busyThreads) => Processors < Undisturbed * busyThreads;
}
