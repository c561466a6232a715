using System.Text.Json;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Reads and writes maps as safetensors files: tensors <c>points</c> and <c>places</c>, and how they came about in the metadata.</summary>
internal static class TsneMapFile
{
    private const string Entry = "hourglass.map", PointsName = "points", PlacesName = "places";

    public static void Save(TsneMap map, string path)
    {
        TsneMapRecord record = new(map.Options, map.Method, map.LearningRate, map.KlDivergence, map.Iterations);
        Dictionary<string, string> metadata = new() { [Entry] = JsonSerializer.Serialize(record, MapJsonContext.Default.TsneMapRecord) };
        AtomicFile.Write(path, stream => SafetensorsFile.Write(stream, [Tensor(PointsName, map.Inputs), Tensor(PlacesName, map.Places)], metadata));
    }

    public static TsneMap Load(string path)
    {
        using SafetensorsFile file = SafetensorsFile.Read(path);
        TsneMapRecord record = ReadRecord(file, path);
        Points points = ReadPoints(file, PointsName, path), places = ReadPoints(file, PlacesName, path);
        if (places.Dimensions != 2 || places.Count != points.Count)
        {
            throw new InvalidDataException(Phrase.Of(
                $"{path}: found {places.Count} places of {places.Dimensions} numbers for {points.Count} points, expected one of 2 for each."));
        }

        return new TsneMap(points, places, record.Options)
        {
            Method = record.Method,
            LearningRate = record.LearningRate,
            KlDivergence = record.KlDivergence,
            Iterations = record.Iterations,
        };
    }

    private static SafeTensor Tensor(string name, Points points) =>
        SafeTensor.Floats(name, [points.Count, points.Dimensions], points.Matrix.Buffer, points.Matrix.Offset);

    private static TsneMapRecord ReadRecord(SafetensorsFile file, string path)
    {
        if (!file.Metadata.TryGetValue(Entry, out string? json))
            throw new InvalidDataException(Phrase.Of($"{path}: found no '{Entry}' in the metadata, expected a map written by Hourglass."));
        try
        {
            return JsonSerializer.Deserialize(json, MapJsonContext.Default.TsneMapRecord) ?? throw new JsonException("null");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException(Phrase.Of($"{path}: found a map whose '{Entry}' is not valid: {error.Message}"), error);
        }
    }

    private static Points ReadPoints(SafetensorsFile file, string name, string path)
    {
        SafeTensorEntry entry = file.Find(name);
        if (entry.Shape is not [> 0 and <= int.MaxValue, > 0 and <= int.MaxValue] || entry.Count > Array.MaxLength - 1024)
        {
            throw new InvalidDataException(Phrase.Of(
                $"{path}, offset {entry.Offset}: found tensor '{name}' of shape [{string.Join(", ", entry.Shape)}], expected [points, numbers], both positive."));
        }

        Points points = new((int)entry.Shape[0], (int)entry.Shape[1]);
        file.ReadFloats(entry, points.Values);
        try
        {
            points.EnsureFinite(name);
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException($"{path}, offset {entry.Offset}: {error.Message}", error);
        }

        return points;
    }
}

/// <summary>What a file says of a map beside its numbers.</summary>
internal sealed record TsneMapRecord(TsneOptions Options, TsneMethod Method, double LearningRate, double KlDivergence, int Iterations);
