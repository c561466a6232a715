namespace Hourglass.Networks;

/// <summary>Finds what somebody meant who mistyped a name.</summary>
public static class NearestName
{
    private const int LongestName = 64;

    /// <summary>Finds the known name that is nearest to a received one.</summary>
    /// <remarks><para><b>Computes</b> The fewest insertions, deletions, replacements and exchanges of neighbours (Damerau and
    /// Levenshtein, restricted to one exchange per place), ignoring case. The first of several equally near names wins.</para></remarks>
    /// <param name="received">The name as it was written.</param>
    /// <param name="known">The names that exist.</param>
    /// <returns>The nearest name; <see langword="null"/> where more than a third of the letters would have to change.</returns>
    public static string? Find(string received, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(received);
        ArgumentNullException.ThrowIfNull(known);
        if (received.Length > LongestName) return null;

        string? nearest = null;
        int least = int.MaxValue;
        foreach (string name in known)
        {
            int allowed = Math.Max(1, Math.Max(name.Length, received.Length) / 3);
            int distance = Distance(received.ToUpperInvariant(), name.ToUpperInvariant());
            if (distance <= allowed && distance < least) (nearest, least) = (name, distance);
        }

        return nearest;
    }

    /// <summary>Words the message about an unknown name: <c>received "rellu", expected one of linear, relu; did you mean "relu"?</c></summary>
    /// <param name="received">The name as it was written.</param>
    /// <param name="known">The names that exist.</param>
    public static string Explain(string received, IReadOnlyCollection<string> known)
    {
        string names = string.Join(", ", known);
        return Find(received, known) is { } nearest
            ? Phrase.Of($"received {Quote(received)}, expected one of {names}; did you mean \"{nearest}\"?")
            : Phrase.Of($"received {Quote(received)}, expected one of {names}.");
    }

    /// <summary>Quotes what was received, cut short and without control characters, so that no file can write to a terminal.</summary>
    /// <param name="received">The name as it was written.</param>
    public static string Quote(string received)
    {
        string safe = string.Concat(received.Take(LongestName).Select(static c => char.IsControl(c) ? '?' : c));
        return received.Length > LongestName ? $"\"{safe}...\"" : $"\"{safe}\"";
    }

    private static int Distance(string a, string b)
    {
        int[,] cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++) cost[i, 0] = i;
        for (int j = 0; j <= b.Length; j++) cost[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int replace = cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(replace, Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
            }
        }

        return cost[a.Length, b.Length];
    }
}
