using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Samples as a file holds them, before they are split and scaled.</summary>
/// <param name="Name">What reports call them.</param>
/// <param name="Shape">The shape of one.</param>
internal sealed record FileSamples(string Name, Shape Shape)
{
    /// <summary>Gets the samples as floats; null where they are bytes.</summary>
    public float[]? Numbers { get; init; }

    /// <summary>Gets the samples as bytes, which stand for pixels from 0 to 1; null where they are floats.</summary>
    public byte[]? Bytes { get; init; }

    /// <summary>Gets the class of each sample in words; null where there are none.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Gets whether the samples stand in the order of names, which sorts them by class.</summary>
    public bool IsByName { get; init; }

    /// <summary>Gets the number of samples.</summary>
    public int Count => (Numbers?.Length ?? Bytes!.Length) / Shape.Size;

    /// <summary>Widens bytes to floats, if they are bytes.</summary>
    public FileSamples Widen() => Numbers is not null ? this : this with
    {
        Numbers = Array.ConvertAll(Bytes!, static pixel => pixel * (1f / byte.MaxValue)),
        Bytes = null,
    };

    /// <summary>Adds everything to a hash.</summary>
    public void AddTo(IncrementalHash hash)
    {
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(FormattableString.Invariant($"{Count} x {Shape}")));
        if (Bytes is not null) hash.AppendData(Bytes);
        else hash.AppendData(MemoryMarshal.AsBytes(Numbers.AsSpan()));
        foreach (string label in Labels ?? []) hash.AppendData(System.Text.Encoding.UTF8.GetBytes(label + "\n"));
    }

    /// <summary>Makes a set.</summary>
    /// <param name="name">What reports call it.</param>
    /// <param name="classes">The names of all classes, of other sets too; empty for none.</param>
    public IDataset ToSet(string name, IReadOnlyList<string> classes)
    {
        int[]? labels = null;
        if (classes.Count > 0 && Labels is not null)
        {
            Dictionary<string, int> numbers = classes.Select(static (text, number) => (text, number)).ToDictionary(static pair => pair.text, static pair => pair.number);
            labels = [.. Labels.Select(text => numbers[text])];
        }

        IReadOnlyList<string>? names = labels is null ? null : classes;
        return Bytes is not null ? new ImageSet(name, Shape, Bytes, labels, names) : new FloatSet(name, Shape, Numbers!, labels, names);
    }
}
