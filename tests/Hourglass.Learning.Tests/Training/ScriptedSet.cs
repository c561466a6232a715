using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

/// <summary>One sample of one feature that plays a script: the n-th reading gives the n-th number, the last one again and again.</summary>
internal sealed class ScriptedSet(params float[] script) : IDataset
{
    public string Name => "script";

    public int Count => 1;

    public Shape Shape => new(1);

    public ReadOnlyMemory<int> Labels => default;

    public IReadOnlyList<string> ClassNames => [];

    public int Readings { get; private set; }

    public void Read(ReadOnlySpan<int> indices, Tensor destination, Workers workers)
    {
        destination.Span.Clear();
        destination[0, 0] = script[Math.Min(Readings++, script.Length - 1)];
    }
}
