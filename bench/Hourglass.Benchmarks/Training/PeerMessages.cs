using System.Text.Json.Serialization;

namespace Hourglass.Benchmarks;

/// <summary>A command to the peer; <c>bench/peers/README.md</c> lists them.</summary>
internal sealed record PeerCommand(string Cmd)
{
    public string? Work { get; init; }

    public int? Seed { get; init; }

    public double? Seconds { get; init; }

    public int? Steps { get; init; }

    public int? Count { get; init; }

    public bool? Eval { get; init; }

    public string? Init { get; init; }

    public string? Order { get; init; }

    public string? Noise { get; init; }
}

/// <summary>What the peer says of itself.</summary>
internal sealed record PeerInfo(
    string Torch,
    PeerBlas? Blas,
    string? CpuCapability,
    double GemmGflops,
    IReadOnlyList<string> BlasLibraries,
    IReadOnlyList<string> Warnings)
{
    /// <summary>Describes the peer in one line, so that a crippled one is noticed.</summary>
    [JsonIgnore]
    public string Description
    {
        get
        {
            string blas = Blas is { } known
                ? $"{known.Path} (kernels for {known.Core}, threads by {known.Threading})"
                : $"{string.Join(", ", BlasLibraries.DefaultIfEmpty("no BLAS found"))} (not OpenBLAS)";
            return $"PyTorch {Torch}, vectors: {CpuCapability ?? "unknown"}, BLAS: {blas}, GEMM 1024: {Text.Fixed(GemmGflops, 0)} GFLOP/s";
        }
    }
}

/// <summary>The BLAS that the peer has loaded.</summary>
internal sealed record PeerBlas(string Path, string Core, string Threading);

/// <summary>The losses along a trajectory.</summary>
internal sealed record PeerTrajectory(IReadOnlyList<double> Losses);

/// <summary>What whole passes left on the test images.</summary>
/// <param name="TestLoss">The loss; of a variational work the negative ELBO, with one draw of each code.</param>
/// <param name="TestMse">The mean squared error per pixel.</param>
internal sealed record PeerEpochs(double TestLoss, double TestMse);
