using System.Runtime.Intrinsics;

namespace Hourglass.Benchmarks;

/// <summary>One way of running PyTorch.</summary>
/// <param name="Threads">Threads of torch and of its BLAS.</param>
/// <param name="WaitPolicy"><c>OMP_WAIT_POLICY</c>: <c>passive</c> or <c>active</c>; null for one thread, which waits for nobody.</param>
/// <param name="Capability"><c>ATEN_CPU_CAPABILITY</c>: the vector width of what is no matrix product; null for torch's own choice.</param>
internal sealed record PeerSetting(int Threads, string? WaitPolicy, string? Capability)
{
    private const string Active = "active", Passive = "passive", Avx512 = "avx512";

    /// <summary>Gets the name for tables.</summary>
    public string Name => string.Join(", ", new[] { Text.Plural(Threads, "thread"), WaitPolicy, Capability }.OfType<string>());

    /// <summary>Gets whether idle threads spin, between commands too.</summary>
    public bool Spins => WaitPolicy == Active;

    /// <summary>Lists every setting that may be the best one with at most so many threads.</summary>
    public static IEnumerable<PeerSetting> UpTo(int threads)
    {
        string?[] capabilities = Vector512.IsHardwareAccelerated ? [null, Avx512] : [null];
        (int Threads, string? WaitPolicy)[] teams = threads == 1 ? [(1, null)] : [(1, null), (threads, Passive), (threads, Active)];
        return teams.SelectMany(_ => capabilities, static (team, capability) => new PeerSetting(team.Threads, team.WaitPolicy, capability));
    }
}
