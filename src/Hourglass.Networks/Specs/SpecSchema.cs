using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>What a value in JSON may be, seen through the generated metadata of its type.</summary>
/// <param name="Type">The type of the value.</param>
/// <param name="Options">The options that know the type.</param>
/// <param name="CanBeNull">Whether the value may be null.</param>
internal sealed record SpecSchema(Type Type, JsonSerializerOptions Options, bool CanBeNull)
{
    private readonly JsonTypeInfo _info = Document(Type) ?? Options.GetTypeInfo(Type);

    public bool IsList => _info.Kind == JsonTypeInfoKind.Enumerable;

    public bool IsObject => _info.Kind == JsonTypeInfoKind.Object;

    public bool IsModel => Type == typeof(ModelSpec);

    public SpecSchema Element => new(_info.ElementType!, _info.Options, CanBeNull: false);

    /// <summary>Gets the member that tells apart the forms of an abstract record.</summary>
    public string? Discriminator => _info.PolymorphismOptions?.TypeDiscriminatorPropertyName;

    /// <summary>Gets the member that a word alone stands for: the discriminator, or the kind.</summary>
    public string? Word => Discriminator ?? (Kind is null ? null : Kind.Name);

    /// <summary>Gets the words that are known here.</summary>
    public IReadOnlyCollection<string> Words =>
        _info.PolymorphismOptions is { } forms ? [.. forms.DerivedTypes.Select(static form => (string)form.TypeDiscriminator!)]
        : Kind is { } kind ? WordsOf(kind.PropertyType)
        : WordsOf(Type);

    /// <summary>Gets how messages name what is expected.</summary>
    public string Expected => Words.Count > 0 ? Problem.OneOf(Words)
        : IsList ? Phrase.Of("a list")
        : IsObject ? Phrase.Of("an object")
        : Type == typeof(string) ? Phrase.Of("a text")
        : Type == typeof(bool) ? Phrase.Of("true or false")
        : Type == typeof(double) ? Phrase.Of("a number")
        : Phrase.Of("a whole number");

    private JsonPropertyInfo? Kind => IsObject ? _info.Properties.FirstOrDefault(static p => p.Name == "kind" && p.PropertyType.IsEnum) : null;

    public SpecMembers Members(string? tag)
    {
        Type form = tag is null ? _info.Type : _info.PolymorphismOptions!.DerivedTypes.First(form => tag.Equals(form.TypeDiscriminator)).DerivedType;
        return new(_info.Options.GetTypeInfo(form), tag, Discriminator);
    }

    /// <summary>Says whether a token is a value of this type.</summary>
    public bool Accepts(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => Type == typeof(string),
        JsonTokenType.True or JsonTokenType.False => Type == typeof(bool),
        JsonTokenType.Number when Type == typeof(int) => reader.TryGetInt32(out _),
        JsonTokenType.Number when Type == typeof(long) => reader.TryGetInt64(out _),
        JsonTokenType.Number when Type == typeof(ulong) => reader.TryGetUInt64(out _),
        JsonTokenType.Number when Type == typeof(double) => reader.TryGetDouble(out double value) && double.IsFinite(value),
        _ => false,
    };

    /// <summary>Finds the form in which files write a type that has a converter.</summary>
    private static JsonTypeInfo? Document(Type type) =>
        type == typeof(ModelSpec) ? SpecJsonContext.Of<ModelDocument>()
        : type == typeof(LossSpec) ? SpecJsonContext.Of<LossDocument>()
        : type == typeof(Shape) ? SpecJsonContext.Of<ShapeDocument>()
        : null;

    private static IReadOnlyCollection<string> WordsOf(Type type) =>
        type.IsEnum ? [.. Enum.GetNames(type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName)] : [];
}
