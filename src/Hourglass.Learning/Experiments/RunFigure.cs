using System.Collections;
using System.Text.Json;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>A figure of a trained model.</summary>
/// <param name="Name">Its name in files, in snake case: one of <see cref="FigureNames"/> or a model's own.</param>
/// <param name="Value">Its value; not a number where there is none.</param>
public sealed record RunFigure(string Name, double Value)
{
    /// <summary>Gets what the figure is called where people read it.</summary>
    public string Label => FigureWords.Of(Name).Label;

    /// <summary>Gets the unit; empty where there is none, <see cref="FigureNames.Share"/> for parts of one. Code compares it, so it is English;
    /// <see cref="Phrase.Of(string)"/> says it.</summary>
    public string Unit => FigureWords.Of(Name).Unit;

    /// <summary>Gets what the figure means or compares with; empty where there is nothing to say.</summary>
    public string Hint => IsOfCleanSamples ? Phrase.Of("of undamaged samples") : FigureWords.Of(Name).Hint;

    /// <summary>Gets whether the figure stands beside one of damaged samples and has to be told from it.</summary>
    internal bool IsOfCleanSamples { get; init; }

    /// <summary>Gets how many digits people read; 4 by default, which is as much as most figures are worth.</summary>
    public int Digits => FigureWords.Of(Name).Digits;

    /// <summary>Gets whether short tables show the figure.</summary>
    public bool IsKey => FigureWords.Of(Name).IsKey;
}

/// <summary>The figures of a trained model in their order, the one that says most first. Equal where names and values are.</summary>
public sealed class RunFigures : IReadOnlyList<RunFigure>, IEquatable<RunFigures>
{
    private readonly RunFigure[] _figures;

    /// <summary>Lists figures.</summary>
    /// <param name="figures">The figures, each name once.</param>
    /// <exception cref="ArgumentException">Two figures have the same name.</exception>
    public RunFigures(IEnumerable<RunFigure> figures)
    {
        _figures = [.. figures];
        if (_figures.GroupBy(static figure => figure.Name).FirstOrDefault(static group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"Received '{twice.Key}' twice, expected each figure once.", nameof(figures));

        if (Find(FigureNames.TestDenoisedMse) is null) return;
        for (int i = 0; i < _figures.Length; i++)
            if (FigureNames.IsOfReconstruction(_figures[i].Name)) _figures[i] = _figures[i] with { IsOfCleanSamples = true };
    }

    /// <inheritdoc/>
    public int Count => _figures.Length;

    /// <inheritdoc/>
    public RunFigure this[int index] => _figures[index];

    /// <summary>Gets the value of a figure.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">There is no such figure.</exception>
    public double this[string name] => Find(name)
        ?? throw new ArgumentException($"Received '{name}', expected one of {string.Join(", ", _figures.Select(static figure => figure.Name))}.", nameof(name));

    /// <summary>Finds the value of a figure; null where this model has no such figure.</summary>
    /// <param name="name">Its name.</param>
    public double? Find(string name) => Array.Find(_figures, figure => figure.Name == name)?.Value;

    /// <summary>Writes the figures as properties of the object that a writer is in; those that are not finite as null.</summary>
    /// <param name="writer">The writer.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        foreach (RunFigure figure in _figures)
        {
            if (double.IsFinite(figure.Value)) writer.WriteNumber(figure.Name, figure.Value);
            else writer.WriteNull(figure.Name);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<RunFigure> GetEnumerator() => _figures.AsEnumerable().GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(RunFigures? other) => other is not null && _figures.SequenceEqual(other._figures);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RunFigures);

    /// <inheritdoc/>
    public override int GetHashCode() => _figures.Length == 0 ? 0 : HashCode.Combine(_figures.Length, _figures[0]);
}
