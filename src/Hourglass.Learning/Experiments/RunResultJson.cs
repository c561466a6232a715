using System.Text.Json;

namespace Hourglass.Learning;

/// <summary>Writes figures as one line of JSON.</summary>
public static class RunResultJson
{
    /// <summary>Writes the figures of a run; those that are not finite, as after a divergence, as null.</summary>
    /// <param name="result">The figures.</param>
    public static string Write(RunResult result) => JsonSerializer.Serialize(result, FigureJsonContext.Default.RunResult);

    /// <summary>Reads the figures of a run; null becomes not a number.</summary>
    /// <param name="json">The line.</param>
    /// <param name="source">What messages call it.</param>
    /// <exception cref="InvalidDataException">It is not what <see cref="Write"/> writes.</exception>
    public static RunResult Read(string json, string source)
    {
        try
        {
            return JsonSerializer.Deserialize(json, FigureJsonContext.Default.RunResult) ?? throw new JsonException("found null");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{source}: found no figures of a run: {error.Message}", error);
        }
    }
}
