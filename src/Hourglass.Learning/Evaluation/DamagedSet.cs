using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>The samples of a set as a denoising model sees them in training: damaged, each sample the same way whenever it is read.</summary>
internal sealed class DamagedSet : IDataset
{
    // Its own numbers, so that no damage of the training is repeated.
    private static readonly RandomKey Key = new(0xDA3A6ED);

    private readonly IDataset _source;
    private readonly Shape _input;
    private readonly CorruptionSpec[] _damages;

    private DamagedSet(IDataset source, Shape input, CorruptionSpec[] damages) => (_source, _input, _damages) = (source, input, damages);

    public string Name => _source.Name;

    public int Count => _source.Count;

    public Shape Shape => _source.Shape;

    public ReadOnlyMemory<int> Labels => _source.Labels;

    public IReadOnlyList<string> ClassNames => _source.ClassNames;

    /// <summary>Damages a set as a model does; null where the model does not damage its input.</summary>
    public static DamagedSet? Of(ModelSpec model, IDataset source)
    {
        CorruptionSpec[] damages = [.. model.Encoder.TakeWhile(static layer => layer is CorruptionSpec).Cast<CorruptionSpec>()];
        return damages.Length == 0 ? null : new DamagedSet(source, model.Input, damages);
    }

    public void Read(ReadOnlySpan<int> indices, Tensor destination, Workers workers)
    {
        _source.Read(indices, destination, workers);
        float[] samples = new float[destination.Columns * destination.Rows];
        destination.CopyToSamples(samples);
        for (int start = 0, end; start < indices.Length; start = end)
        {
            end = start + 1;
            while (end < indices.Length && indices[end] == indices[end - 1] + 1) end++;
            Damage(samples.AsSpan(start * destination.Rows, (end - start) * destination.Rows), indices[start]);
        }

        destination.CopyFromSamples(samples);
    }

    private void Damage(Span<float> samples, int firstSample)
    {
        for (int i = 0; i < _damages.Length; i++)
            _damages[i].Apply(_input, samples, Key.Fold((ulong)i), firstSample).CopyTo(samples);
    }
}
