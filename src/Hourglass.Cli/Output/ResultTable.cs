using Hourglass.Learning;

namespace Hourglass.Cli;

/// <summary>Shows the figures of a run as a short table.</summary>
internal static class ResultTable
{
    public static void Write(CliContext context, RunResult result, int inputSize, RunFolder folder)
    {
        Table table = new();
        table.Add("test error", $"{Figures.Significant(result.TestMse)} per pixel, {Figures.Significant(result.TestSsePerImage)} per image");
        table.Add("mean image", $"{Figures.Significant(result.MeanImageMse)} per pixel, {Figures.Significant(result.MeanImageMse * inputSize)} per image: what knowing nothing reaches");
        table.Add("code", $"{Figures.Count(result.CodeSize)} of {Figures.Count(inputSize)} numbers, compression {Figures.Ratio(result.CompressionRatio)} to 1");
        table.Add("parameters", Figures.Count(result.Parameters));
        table.Add("time", $"{Figures.Duration(TimeSpan.FromSeconds(result.Seconds))} for {Epochs(result.Epochs)}, {Figures.Count(result.SamplesPerSecond)} samples/s");
        table.Add("run", context.Short(folder.Path));
        table.Add("report", context.Short(folder.ReportFile));
        table.Write(context.Out);
    }

    private static string Epochs(int count) => count == 1 ? "1 epoch" : $"{Figures.Count(count)} epochs";
}
