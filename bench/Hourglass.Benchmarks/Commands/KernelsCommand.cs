using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Hourglass.Benchmarks;

/// <summary><c>kernels</c>: BenchmarkDotNet over the kernels; what follows the command is passed on to it.</summary>
internal static class KernelsCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        Command command = new("kernels", "Measures kernels one by one, scalar against the widest vectors. Takes the options of BenchmarkDotNet: --filter '*Dense*'.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction(static parsed => Run([.. parsed.UnmatchedTokens]));
        return command;
    }

    private static int Run(string[] arguments)
    {
        // A short run tells a kernel that became twice as slow from one that did not, in minutes; --job overrides it. In process, because a
        // build of its own for each benchmark would not find the repository's central package versions.
        IConfig config = DefaultConfig.Instance
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance).AsDefault())
            .WithOption(ConfigOptions.JoinSummary, true);
        string[] chosen = arguments.Length == 0 ? ["--filter", "*"] : arguments;
        BenchmarkSwitcher.FromAssembly(typeof(KernelsCommand).Assembly).Run(chosen, config);
        return 0;
    }
}
