namespace Hourglass.Learning;

/// <summary>Guesses which known name a misspelt one stands for.</summary>
internal static class NearestName
{
    // Up to a third of the letters may be wrong; beyond that a guess misleads more often than it helps.
    private const int LettersPerError = 3;

    /// <summary>Finds the known name with the fewest letters to insert, delete or replace.</summary>
    /// <param name="name">The misspelt name.</param>
    /// <param name="known">The known names.</param>
    /// <returns>The nearest name, the first of equals; null where none is near.</returns>
    public static string? Of(string name, IEnumerable<string> known)
    {
        string? nearest = null;
        int least = Math.Max(1, name.Length / LettersPerError) + 1;
        foreach (string candidate in known)
        {
            int distance = Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance >= least) continue;
            least = distance;
            nearest = candidate;
        }

        return nearest;
    }

    private static int Distance(string a, string b)
    {
        int[] row = new int[b.Length + 1];
        for (int j = 0; j < row.Length; j++) row[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
