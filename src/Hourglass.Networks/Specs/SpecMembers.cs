using System.Text.Json.Serialization.Metadata;

namespace Hourglass.Networks;

/// <summary>The members of one form of object in JSON.</summary>
/// <param name="info">The metadata of the form.</param>
/// <param name="tag">The value of the discriminator; <see langword="null"/> where there is none.</param>
/// <param name="discriminator">The name of the discriminator; <see langword="null"/> where there is none.</param>
internal sealed class SpecMembers(JsonTypeInfo info, string? tag, string? discriminator)
{
    private readonly Dictionary<string, JsonPropertyInfo> _members = info.Properties
        .Where(static member => member.Set is not null)
        .ToDictionary(static member => member.Name);

    public string? Tag => tag;

    public string? Discriminator => discriminator;

    public IEnumerable<string> Required => _members.Values.Where(static member => member.IsRequired).Select(static member => member.Name);

    /// <summary>Makes a received name fit for a path: short and without control characters.</summary>
    public static string PathOf(string name) => NearestName.Quote(name)[1..^1];

    public SpecSchema? Find(string name)
    {
        if (!_members.TryGetValue(name, out JsonPropertyInfo? member)) return null;
        Type? underlying = Nullable.GetUnderlyingType(member.PropertyType);
        bool canBeNull = underlying is not null || (!member.PropertyType.IsValueType && member.IsSetNullable);
        return new(underlying ?? member.PropertyType, info.Options, canBeNull);
    }

    public string Unknown(string name)
    {
        IEnumerable<string> known = discriminator is null ? _members.Keys : _members.Keys.Prepend(discriminator);
        string names = string.Join(", ", known);
        return NearestName.Find(name, known) is { } nearest
            ? Phrase.Of($"received an unknown property, expected one of {names}; did you mean \"{nearest}\"?")
            : Phrase.Of($"received an unknown property, expected one of {names}.");
    }
}
