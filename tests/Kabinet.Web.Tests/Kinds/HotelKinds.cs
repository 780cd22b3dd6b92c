using System.Globalization;
using Kabinet.Engine.Background;
using Kabinet.Engine.Commands.Effects;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Fields;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Notices.Channels;
using Kabinet.Engine.Solutions.Linking;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Words;

namespace Kabinet.Web.Tests.Kinds;

/// <summary>A block that greets.</summary>
internal sealed record GreetingBlockDefinition : BlockDefinition
{
    /// <summary>What it says.</summary>
    public required LocalizedText Greeting { get; init; }
}

internal sealed record GreetingBlock(BlockFrame Frame, LocalizedText Greeting) : Block(Frame);

internal sealed class GreetingBlockKind : BlockKind<GreetingBlockDefinition, GreetingBlock>
{
    public override string Key => "greeting";

    protected override GreetingBlock Link(BlockFrame frame, GreetingBlockDefinition block, BlockLinking linking) =>
        new(frame, block.Greeting);
}

/// <summary>Rings a bell, which the history tells.</summary>
internal sealed record RingEffectDefinition : EffectDefinition
{
    /// <summary>The bell.</summary>
    public required string Ring { get; init; }
}

internal sealed record RingEffect(Expression? When, string Bell) : TransitionEffect(When)
{
    public override async ValueTask Do(EffectRun run) =>
        await run.Command.Journal(await run.Command.Authorise(Rang(run)));

    private Engine.Journal.EventEntry Rang(EffectRun run) =>
        new(run.Row.Entity, run.Row.Id, RangEvent.Kind, run.Row.Version) { Subject = Bell };
}

internal sealed class RingEffectKind : EffectKind<RingEffectDefinition>
{
    public override string Key => "ring";

    protected override RingEffect Link(RingEffectDefinition effect, EffectLinking linking) => new(linking.When(effect), effect.Ring);
}

internal sealed class RangEvent : EventKind
{
    public static readonly RangEvent Kind = new();
    private static readonly LocalizedText Rang = LocalizedText.Same("{0:rang|rang|rang} the bell “{1}”");

    public override string Key => "Rang";
    public override EventTab Tab => EventTab.Statuses;

    public override EventPhrase Tell(EventTelling telling) => new(Rang, telling.Told.Subject ?? "");
}

/// <summary>One to five stars.</summary>
internal sealed class StarsKind : FieldKind
{
    public override string Name => "stars";

    public override DataType TypeOf(FieldDefinition definition) => DataType.Whole;

    public override Message? Accept(Field field, object? input, out object? value)
    {
        value = null;
        var typed = (input as string)?.Trim();
        if (input is null || typed is "") return null;
        var stars = input is long whole ? whole : long.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read
            : 0;
        if (stars is < 1 or > 5) return new("field.whole");
        value = stars;
        return null;
    }

    public override string Show(Field field, object? value, CultureInfo culture, TimeZoneInfo zone) =>
        value is long stars ? new string('★', (int)stars) : "";
}

/// <summary>A channel that keeps whom it has reached.</summary>
internal sealed class PagerChannel : INoticeChannel
{
    public string Name => "pager";
    public List<string> Reached { get; } = [];
    public bool IsBroken { get; set; }

    public bool Reaches(NoticeReceiver receiver) => true;

    public ValueTask<Func<Transaction, ValueTask>?> Carry(CarriedNotice notice, CancellationToken cancellation)
    {
        if (IsBroken) throw new IOException("no line");
        lock (Reached) Reached.Add($"{notice.Receiver.Actor.Name}: {notice.Item.Text}");
        return new((Func<Transaction, ValueTask>?)null);
    }
}

/// <summary>A job that counts its runs.</summary>
internal sealed class SweepJob : IBackgroundJob
{
    private int runs;

    public string Name => "sweep";
    public TimeSpan Every => TimeSpan.FromHours(1);
    public int Runs => runs;

    public ValueTask Run(CancellationToken cancellation)
    {
        Interlocked.Increment(ref runs);
        return ValueTask.CompletedTask;
    }
}
