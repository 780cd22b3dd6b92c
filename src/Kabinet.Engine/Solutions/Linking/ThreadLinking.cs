using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>Links conversations of entities.</summary>
internal sealed class ThreadLinking(Draft draft)
{
    public OrderedDictionary<string, RecordThread> Link(Entity entity)
    {
        var threads = new OrderedDictionary<string, RecordThread>(StringComparer.Ordinal);
        foreach (var (key, thread) in entity.Definition.Threads)
        {
            Keys.Judge(draft, key, thread.At);
            if (entity.Definition.Files.ContainsKey(key)) draft.Refuse(thread.At, new("problem.thread.group", key));
            if (thread.MaxMegabytes is < 1 or > 10_000) draft.Refuse(thread.PlaceOf("max_megabytes"), new("problem.files.size"));
            threads[key] = new(key, thread, GroupOf(entity, key, thread))
            {
                States = [.. thread.Tells.Where(told => entity.Definition.Lifecycle?.States.ContainsKey(told) == true)],
                Parts = [.. thread.Tells.Select(told => entity.Collections.GetValueOrDefault(told)).OfType<Collection>()],
            };
            foreach (var told in thread.Tells) JudgeTold(entity, told, thread.PlaceOf("tells", told));
        }
        return threads;
    }

    /// <summary>Links the notices of messages, once notices are known.</summary>
    public void LinkNotices(Entity entity, RecordThread thread)
    {
        thread.Notices = draft.NoticesOf(entity, thread.Definition.Notice, thread.Definition);
        foreach (var notice in thread.Notices)
            foreach (var receiver in notice.Receivers.Select(each => each.Receiver).OfType<Receiver.WithRole>())
                if (draft.Roles.TryGetValue(receiver.Role, out var role) && !role.Closure.Overlaps(thread.Group.Read.Keys))
                    draft.Refuse(thread.Definition.PlaceOf("notice", notice.Key),
                        new("problem.thread.notice", notice.Key, receiver.Role, thread.Key));
    }

    private FileGroup GroupOf(Entity entity, string key, ThreadDefinition thread)
    {
        var definition = new FileGroupDefinition { Title = thread.Title, MaxMegabytes = thread.MaxMegabytes };
        return new(key, definition, draft.ByRole(thread.Read, entity, role => thread.PlaceOf("read", role)),
            draft.ByRole(thread.Write, entity, role => thread.PlaceOf("write", role))) { IsOfThread = true };
    }

    private void JudgeTold(Entity entity, string told, Location at)
    {
        var states = entity.Definition.Lifecycle?.States.Keys ?? [];
        if (states.Contains(told) || entity.Collections.TryGetValue(told, out var collection) && collection.IsPart) return;
        if (entity.Definition.Lifecycle?.MayHave("states", told) == true || draft.Unparsed.MayBeWayBack(entity, told)) return;
        draft.Refuse(at, new("problem.thread.tells", told, entity.Key),
            Spelling.Suggest(told, states.Concat(entity.Collections.Values.Where(part => part.IsPart).Select(part => part.Key))));
    }
}
