namespace Hourglass.Learning;

/// <summary>A quantity that samples were made from, which a good code should find again.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Values">Its value for each sample; of a class its number.</param>
/// <param name="IsClass">Whether its values are names without an order.</param>
public sealed record TrueFactor(string Name, IReadOnlyList<float> Values, bool IsClass = false);
