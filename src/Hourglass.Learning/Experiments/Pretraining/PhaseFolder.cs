namespace Hourglass.Learning;

/// <summary>The folder of a phase, with files as those of a run.</summary>
internal sealed record PhaseFolder(string Path)
{
    public string MetricsFile => System.IO.Path.Combine(Path, "metrics.jsonl");

    public string CheckpointFile => System.IO.Path.Combine(Path, "checkpoint.safetensors");

    public string ModelFile => System.IO.Path.Combine(Path, "model.safetensors");

    public IReadOnlyList<EpochRecord> ReadHistory() => RunFolder.ReadHistory(MetricsFile);
}
