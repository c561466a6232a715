using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hourglass.Networks;

/// <summary>Writes a value as its word: <c>leaky-relu</c>, <c>bce-logits</c>.</summary>
/// <typeparam name="T">The kind of value.</typeparam>
public sealed class SpecEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
