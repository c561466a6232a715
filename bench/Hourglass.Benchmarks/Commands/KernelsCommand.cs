using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Hourglass.Benchmarks;

/// <summary><c>kernels</c>: BenchmarkDotNet over the kernels; what follows the command is passed on to it.</summary>
internal static class KernelsCommand
{
    private const int LongestParameter = 40;

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        const string Description =
            "Measures kernels one by one, scalar against the widest vectors. Takes the options of BenchmarkDotNet: --filter '*Dense*'.";
        Command command = new("kernels", Description)
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction(static parsed => Run([.. parsed.UnmatchedTokens]));
        return command;
    }

    /// <summary>
    /// Adds what the caller left open. A short run tells a kernel that became twice as slow from one that did not, in minutes. In process,
    /// because a build of its own for each benchmark would not find the repository's central package versions.
    /// </summary>
    private static int Run(List<string> arguments)
    {
        if (!arguments.Contains("--filter")) arguments.AddRange(["--filter", "*"]);
        if (!arguments.Contains("--job")) arguments.AddRange(["--job", "short"]);
        arguments.Add("--inProcess");
        IConfig config = DefaultConfig.Instance.WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(LongestParameter));
        BenchmarkSwitcher.FromAssembly(typeof(KernelsCommand).Assembly).Run([.. arguments], config);
        return 0;
    }
}
