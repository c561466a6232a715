using Hourglass.Learning;

namespace Hourglass.Cli;

/// <summary>Shows the figures of a run as a short table.</summary>
internal static class ResultTable
{
    /// <summary>What the error of the mean image is good for.</summary>
    public const string MeanImageMeaning = "what knowing nothing reaches";

    public static void Write(CliContext context, RunResult result, int inputSize, RunFolder folder)
    {
        Table table = new();
        table.Add("test error", Figures.Errors(result.TestMse, result.TestSsePerImage));
        table.Add("mean image", $"{Figures.Errors(result.MeanImageMse, result.MeanImageMse * inputSize)}: {MeanImageMeaning}");
        string ratio = Figures.Ratio(result.CompressionRatio);
        table.Add("code", $"{Figures.Count(result.CodeSize)} of {Figures.Count(inputSize)} numbers, compression {ratio} to 1");
        table.Add("parameters", Figures.Count(result.Parameters));
        string duration = Figures.Duration(TimeSpan.FromSeconds(result.Seconds));
        table.Add("time", $"{duration} for {Epochs(result.Epochs)}, {Figures.Count(result.SamplesPerSecond)} samples/s");
        table.Add("run", context.Short(folder.Path));
        table.Add("report", context.Short(folder.ReportFile));
        table.Write(context.Out);
    }

    private static string Epochs(int count) => count == 1 ? "1 epoch" : $"{Figures.Count(count)} epochs";
}
