namespace Kabinet.Engine.Definitions;

/// <summary>A place in a definition file; lines and columns count from 1, zero where there is none.</summary>
public readonly record struct Location(string File, int Line = 0, int Column = 0)
{
    /// <summary>It stands in the platform's own definitions.</summary>
    public bool IsOfPlatform => File?.StartsWith(Reading.CoreFiles.Origin, StringComparison.Ordinal) == true;

    /// <summary>The place as compilers print it: <c>entities/request.yaml:12</c>.</summary>
    public override string ToString() => Line == 0 ? File : $"{File}:{Line}";
}

/// <summary>One thing wrong with a solution: where it is, what is wrong and, where a guess is possible, what was probably meant.</summary>
public sealed record Problem(Location At, string Message, string? Suggestion = null)
{
    /// <summary>One line for a console or a page.</summary>
    public override string ToString() => Suggestion is null ? $"{At}: {Message}" : $"{At}: {Message} ({Suggestion})";
}

/// <summary>A solution could not be loaded; all its problems at once.</summary>
public sealed class SolutionException(IReadOnlyList<Problem> problems)
    : Exception(string.Join(Environment.NewLine, problems))
{
    /// <summary>Everything that is wrong, in the order of files and lines.</summary>
    public IReadOnlyList<Problem> Problems { get; } = problems;
}
