using System.Collections;

namespace Hourglass.Networks;

/// <summary>Keeps its own copy of some items and equals any other list of equal items, so that records that hold lists have value equality.</summary>
internal sealed class SpecList<T>(IEnumerable<T> items) : IReadOnlyList<T>, IEquatable<SpecList<T>>
{
    private readonly T[] _items = [.. items ?? throw new ArgumentNullException(nameof(items))];

    public int Count => _items.Length;

    public T this[int index] => _items[index];

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(SpecList<T>? other) => other is not null && _items.AsSpan().SequenceEqual(other._items);

    public override bool Equals(object? obj) => Equals(obj as SpecList<T>);

    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (T item in _items) hash.Add(item);
        return hash.ToHashCode();
    }

    public override string ToString() => $"[{string.Join(", ", _items)}]";
}
