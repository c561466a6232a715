using System.Text.Json.Nodes;
using Hourglass.Networks;

namespace Hourglass.Learning.Tests;

/// <summary>Everything that a run folder holds but times, threads and the report, to be compared bit by bit.</summary>
internal sealed record RunBits(byte[] Model, string Result, string Metrics, byte[] Checkpoint)
{
    private static readonly string[] Times = ["seconds", "samples_per_second", "threads"];

    public static RunBits Of(string path)
    {
        RunFolder folder = RunFolder.Open(path);
        Assert.Empty(Directory.GetFiles(path, "*.tmp-*", SearchOption.AllDirectories));
        Assert.True(File.Exists(folder.ReportFile));
        return new RunBits(
            File.ReadAllBytes(folder.ModelFile),
            WithoutTimes(File.ReadAllText(folder.ResultFile)),
            string.Join('\n', File.ReadAllLines(folder.MetricsFile).Select(WithoutTimes)),
            TensorBytes(folder.CheckpointFile));
    }

    public static void AssertSame(RunBits expected, RunBits actual)
    {
        Assert.Equal(expected.Result, actual.Result);
        Assert.Equal(expected.Metrics, actual.Metrics);
        Assert.Equal(expected.Checkpoint, actual.Checkpoint);
        Assert.Equal(expected.Model, actual.Model);
    }

    /// <summary>Gets the weights, slots and best weights; the state beside them has times in it.</summary>
    public static byte[] TensorBytes(string checkpoint)
    {
        using SafetensorsFile file = SafetensorsFile.Read(checkpoint);
        return File.ReadAllBytes(checkpoint)[(int)file.Tensors[0].Offset..];
    }

    private static string WithoutTimes(string json)
    {
        JsonObject figures = JsonNode.Parse(json)!.AsObject();
        foreach (string name in Times) figures.Remove(name);
        return figures.ToJsonString();
    }
}
