using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>The data of studies, each set opened once.</summary>
/// <param name="name">The name of the data set.</param>
/// <param name="isQuick">Whether only a few samples are taken.</param>
/// <param name="locator">Finds published sets.</param>
/// <param name="workers">The team.</param>
/// <param name="own">The user's own folder of data; null where there is none.</param>
internal sealed class StudyData(string name, bool isQuick, DatasetLocator locator, Workers workers, string? own = null)
{
    private const int QuickSamples = 2000;

    private readonly Dictionary<(DataSpec Spec, ulong Seed), DataSplit> _open = [];

    /// <summary>Gets the name of the data set.</summary>
    public string Name => name;

    /// <summary>Gets whether references on MNIST apply.</summary>
    public bool IsMnist => name == DatasetCatalog.Mnist.Name;

    /// <summary>Gets the user's own folder of data; null where there is none.</summary>
    public string? Own => own;

    /// <summary>Describes the data.</summary>
    /// <param name="take">How many training samples, from the first; null for all.</param>
    /// <param name="validation">How many of them are held back; none by default.</param>
    /// <param name="target">What the model answers with.</param>
    /// <param name="partners">Of similarity pairs: how many for each sample.</param>
    public DataSpec Spec(int? take = null, int validation = 0, TargetKind target = TargetKind.Input, int? partners = null)
    {
        int? count = isQuick ? Math.Min(take ?? QuickSamples, QuickSamples) : take;
        return new DataSpec(name, count, isQuick ? Math.Min(validation, QuickSamples / 10) : validation, Target: target, Partners: partners);
    }

    /// <summary>Opens data, or takes what is open.</summary>
    public DataSplit Open(DataSpec spec, ulong seed)
    {
        if (_open.TryGetValue((spec, seed), out DataSplit? known)) return known;
        DataSplit split = DataSources.OpenAsync(spec, seed, workers, locator).GetAwaiter().GetResult();
        _open.Add((spec, seed), split);
        return split;
    }
}
