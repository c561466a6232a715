using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Chooses one of the arrays of a file.</summary>
internal static class ArrayChoice
{
    private const int MostListed = 20;

    /// <summary>Finds the array of a name, or the only one.</summary>
    /// <param name="file">What messages call the file.</param>
    /// <param name="entries">What the file holds.</param>
    /// <param name="name">The name; null for the only array that can be read.</param>
    /// <exception cref="InvalidDataException">There is no such array, it cannot be read, or there are several.</exception>
    public static ArrayEntry Find(string file, IReadOnlyList<ArrayEntry> entries, string? name)
    {
        if (name is null) return Only(file, entries);
        ArrayEntry found = entries.FirstOrDefault(entry => entry.Name == name)
            ?? throw new InvalidDataException(NearestName.Find(name, entries.Select(static entry => entry.Name)) is { } nearest
                ? Phrase.Of($"{file}: found no array '{name}', expected one of {List(entries)}. Did you mean {Safe(nearest)}?")
                : Phrase.Of($"{file}: found no array '{name}', expected one of {List(entries)}."));
        return found.Problem is null
            ? found
            : throw new InvalidDataException($"{file}: '{Safe(name)}' {found.Problem}");
    }

    /// <summary>Writes a name so that no file can write to a terminal by it.</summary>
    public static string Safe(string name) => string.Concat(name.Take(64).Select(static c => char.IsControl(c) ? '?' : c));

    private static ArrayEntry Only(string file, IReadOnlyList<ArrayEntry> entries)
    {
        ArrayEntry[] readable = [.. entries.Where(static entry => entry.Problem is null)];
        if (readable.Length == 1) return readable[0];
        if (readable.Length > 1) throw new InvalidDataException(Phrase.Of($"{file}: found several arrays: {List(readable)}. Name the one to read (--variable)."));
        if (entries.Count == 0) throw new InvalidDataException(Phrase.Of($"{file}: found no array, expected at least one."));
        string problems = string.Join(" ", entries.Take(MostListed).Select(static entry => $"'{Safe(entry.Name)}' {entry.Problem}"));
        throw new InvalidDataException(Phrase.Of($"{file}: found no array that can be read. {problems}"));
    }

    private static string List(IReadOnlyList<ArrayEntry> entries)
    {
        string names = string.Join(", ", entries.Take(MostListed).Select(static entry => $"{Safe(entry.Name)} ({entry.Shape})"));
        return entries.Count > MostListed ? Phrase.Of($"{names} and {entries.Count - MostListed} more") : names;
    }
}
